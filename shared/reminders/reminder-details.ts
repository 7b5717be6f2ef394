import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import { DETAIL_WORDS, type DetailWords } from './reminder-detail-words.ts';
import { formatDay, type MessageSetting, partsOf, type ReminderFacts } from './reminder-message.ts';
import { type BudgetParts, REMINDER_WORDS } from './reminder-words.ts';

/** What a message says, in parts, for where there is room to arrange them. */
export type ReminderDetails = SingleDetails | DigestDetails;

interface SingleDetails {
  readonly kind: 'single';
  /** What it is about. */
  readonly name: string;
  readonly sentence: string;
  readonly rows: readonly DetailRow[];
  /** That it comes late. */
  readonly note: string | null;
}

export interface DetailRow {
  readonly label: string;
  readonly value: string;
  /** `value` is an address that somebody entered. */
  readonly isAddress?: boolean;
}

interface DigestDetails {
  readonly kind: 'digest';
  /** From the nearest to the furthest. */
  readonly days: readonly DetailDay[];
}

export interface DetailDay {
  readonly title: string;
  readonly items: readonly DetailItem[];
}

export interface DetailItem {
  readonly name: string;
  readonly text: string;
  readonly price: string | null;
  /** Where more of it is to be seen. */
  readonly url: string;
}

/** What `reminderMessage` says, arranged. */
export function reminderDetails(facts: ReminderFacts, setting: MessageSetting): SingleDetails {
  const { locale } = setting;
  const words = REMINDER_WORDS[locale];
  const labels = DETAIL_WORDS[locale];
  const parts = partsOf(facts, words, setting);
  const { kind, name, on, cancelBy, cancelUrl, isLate, names } = facts;
  const rows: (DetailRow | null)[] = [
    row(labels.price, parts.price),
    row(labels.priceBefore, parts.priceBefore),
    row(labels.when, dayTitle(on, setting)),
    row(labels.cancelBy, cancelBy && dayTitle(cancelBy, setting)),
    row(labels.paysFor, names.length > 0 ? names.join('\n') : null),
    ...(parts.budget ? budgetRows(parts.budget, labels) : []),
    cancelUrl === null ? null : { label: labels.cancelAt, value: cancelUrl, isAddress: true },
  ];
  return {
    kind: 'single',
    name,
    sentence: words.sentences[kind](parts),
    rows: rows.filter((each) => each !== null),
    note: isLate ? words.late : null,
  };
}

/** What `digestMessage` says, by day. */
export function digestDetails(
  items: readonly { facts: ReminderFacts; url: string }[],
  setting: MessageSetting,
): DigestDetails {
  const days = Map.groupBy(items, ({ facts }) => facts.on);
  return {
    kind: 'digest',
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, found]) => ({
        title: dayTitle(day, setting),
        items: found.map(({ facts, url }) => ({ ...itemOf(facts, setting), url })),
      })),
  };
}

function itemOf(facts: ReminderFacts, setting: MessageSetting): Omit<DetailItem, 'url'> {
  const words = REMINDER_WORDS[setting.locale];
  const labels = DETAIL_WORDS[setting.locale];
  const parts = partsOf(facts, words, setting);
  const { kind, name, cancelBy, names, isLate } = facts;
  const lines = [
    labels.events[kind](parts),
    cancelBy && `${labels.cancelBy} ${formatDay(cancelBy, setting.locale)}`,
    names.length > 0 && `${labels.paysFor}: ${names.join(', ')}`,
    isLate && words.late,
  ];
  return { name, text: lines.filter(Boolean).join('\n'), price: parts.price };
}

/** "Mon, 9 March 2026 (in 7 days)". */
function dayTitle(day: CalendarDate, { locale, today }: MessageSetting): string {
  const words = REMINDER_WORDS[locale];
  const days = daysBetween(today, day);
  const near = { [-1]: words.yesterday, 0: words.today, 1: words.tomorrow }[days];
  const distance = near ?? (days > 0 ? words.inDays(days) : null);
  return [formatDay(day, locale), distance && `(${distance})`].filter(Boolean).join(' ');
}

function budgetRows(
  { period, limit, total, over, charge, amount }: BudgetParts,
  labels: DetailWords,
): DetailRow[] {
  return [
    { label: labels.exceededBy, value: `${charge} (${amount})` },
    { label: labels.limit, value: limit },
    { label: `${labels.total}, ${period}`, value: total },
    { label: labels.over, value: over },
  ];
}

function row(label: string, value: string | null): DetailRow | null {
  return value === null ? null : { label, value };
}
