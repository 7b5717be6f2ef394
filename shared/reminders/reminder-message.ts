import type { BudgetPeriod } from '#shared/budgets/budget.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import type { ReminderKind } from './reminder-rules.ts';
import type { ReminderLocale } from './reminder-settings.ts';
import {
  type BudgetParts,
  REMINDER_WORDS,
  type ReminderWords,
  type WordParts,
} from './reminder-words.ts';

interface Money {
  /** A decimal, with the digits that its currency has. */
  amount: string;
  currency: string;
}

/** How a budget is exceeded. */
export interface BudgetFacts {
  period: BudgetPeriod;
  /** The first day of the period. */
  from: CalendarDate;
  limit: Money;
  /** What the whole period comes to. */
  total: Money;
  /** `total` less `limit`. */
  over: Money;
  /** With which it is exceeded: the name of the subscription, and what it charges. */
  charge: { name: string; amount: Money };
}

/** What there is to say of one reminder. */
export interface ReminderFacts {
  kind: ReminderKind;
  /** The subscription's; of `card-expiry` the payment method's, of `budget` the budget's. */
  name: string;
  /** The day that it is about. */
  on: CalendarDate;
  price: Money | null;
  /** The price in the household's currency, where that is another one and the rate is known. */
  priceInBase: Money | null;
  /** Of `price-change`. */
  priceBefore: Money | null;
  /** Until when a cancellation avoids it, if it still does. */
  cancelBy: CalendarDate | null;
  cancelUrl: string | null;
  /** Of `card-expiry`: the subscriptions that it pays. */
  names: readonly string[];
  /** Of `budget`, unless it is not exceeded any more. */
  budget: BudgetFacts | null;
  isLate: boolean;
}

export interface ReminderMessage {
  title: string;
  body: string;
}

export interface MessageSetting {
  locale: ReminderLocale;
  /** The reader's local date. */
  today: CalendarDate;
}

/** What somebody is told of one thing. */
export function reminderMessage(facts: ReminderFacts, setting: MessageSetting): ReminderMessage {
  const words = REMINDER_WORDS[setting.locale];
  const parts = partsOf(facts, words, setting);
  const { kind, cancelBy, cancelUrl, isLate } = facts;
  const body = [
    words.sentences[kind](parts),
    cancelBy !== null && words.cancelBy(formatDay(cancelBy, setting.locale)),
    cancelUrl !== null && words.cancelAt(cancelUrl),
    isLate && words.late,
  ];
  return { title: words.titles[kind](parts), body: body.filter(Boolean).join('\n') };
}

/** What somebody is told of several things at once, from the nearest to the furthest. */
export function digestMessage(
  facts: readonly ReminderFacts[],
  from: CalendarDate,
  setting: MessageSetting,
): ReminderMessage {
  const words = REMINDER_WORDS[setting.locale];
  const ordered = [...facts].sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
  const paragraphs = ordered.map((each) => {
    const { title, body } = reminderMessage(each, setting);
    return `${title}\n${body}`;
  });
  return {
    title: words.digestTitle(facts.length, formatDay(from, setting.locale)),
    body: paragraphs.join('\n\n'),
  };
}

export function partsOf(
  { name, on, price, priceInBase, priceBefore, names, budget }: ReminderFacts,
  words: ReminderWords,
  { locale, today }: MessageSetting,
): WordParts {
  const date = formatDay(on, locale);
  const amount = price && formatMoney(price, locale);
  const base = priceInBase && formatMoney(priceInBase, locale);
  return {
    name,
    date,
    when: whenOf(daysBetween(today, on), date, words),
    price: base === null ? amount : `${amount} (≈ ${base})`,
    priceBefore: priceBefore && formatMoney(priceBefore, locale),
    names,
    budget: budget && budgetParts(budget, locale),
  };
}

function budgetParts(
  { period, from, limit, total, over, charge }: BudgetFacts,
  locale: ReminderLocale,
): BudgetParts {
  return {
    period: period === 'year' ? from.slice(0, 4) : formatMonth(from, locale),
    limit: formatMoney(limit, locale),
    total: formatMoney(total, locale),
    over: formatMoney(over, locale),
    charge: charge.name,
    amount: formatMoney(charge.amount, locale),
  };
}

function whenOf(days: number, date: string, words: ReminderWords): string {
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days === -1) return words.yesterday;
  return days > 0 ? `${words.on(date)} (${words.inDays(days)})` : words.on(date);
}

/** English as it is written outside of the United States: 03/02 is read in two ways. */
const FORMATS: Record<ReminderLocale, string> = { en: 'en-GB', de: 'de-DE' };
const days = new Map<ReminderLocale, Intl.DateTimeFormat>();

export function formatDay(date: CalendarDate, locale: ReminderLocale): string {
  let format = days.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(FORMATS[locale], {
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    days.set(locale, format);
  }
  return format.format(Date.parse(date));
}

function formatMonth(date: CalendarDate, locale: ReminderLocale): string {
  const month = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(FORMATS[locale], month).format(Date.parse(date));
}

function formatMoney({ amount, currency }: Money, locale: ReminderLocale): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(FORMATS[locale], {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}
