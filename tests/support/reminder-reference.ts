import type { ReminderMember } from '#server/features/reminders/member-reminders.ts';
import type { ReminderSubjects } from '#shared/reminders/planned-reminders.ts';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { type Exceeded, exceededPeriods } from './budget-reference.ts';
import type { BudgetWorld } from './budget-world.ts';

/*
 * What reminders should be, read from the rules a second time: by listing everything that could
 * be and asking each what holds, with Temporal's calendar. It shares no code with the product.
 */
type Day = Temporal.PlainDate;
type Event = {
  kind: ReminderKind;
  id: string;
  occurrence: string;
  on: Day;
  about: string;
  end?: Day;
};

/** Instead of computed budgets, what they come from, and the date in the household's time zone. */
interface ReferenceSubjects extends Omit<ReminderSubjects, 'budgets'> {
  world: BudgetWorld;
  home: string;
}

const day = (text: string): Day => Temporal.PlainDate.from(text);
const isBefore = (a: Day, b: Day) => Temporal.PlainDate.compare(a, b) < 0;
const span = ({ every, unit }: NonNullable<Subscription['cycle']>) => ({ [`${unit}s`]: every });
const daysTo = (date: Day) => Date.UTC(date.year, date.month - 1, date.day) / 86_400_000;
const instants = new Map<string, number>();

function instantOf(timeZone: string, days: number, hour: number): number {
  const place = `${timeZone} ${days} ${hour}`;
  const date = day('1970-01-01').add({ days });
  const instant =
    instants.get(place) ??
    date.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;
  instants.set(place, instant);
  return instant;
}

/** What is further away cannot matter within the two years. */
const [FIRST, LAST] = [day('2025-12-01'), day('2028-06-01')];

function occurrences(s: Subscription, first: Day, last: Day): Day[] {
  const found: Day[] = [];
  const start = day(s.anchor);
  const step = s.cycle ?? { every: 1, unit: 'day' as const };
  const units = `${step.unit}s` as 'days';
  const skipped = Math.floor(start.until(first, { largestUnit: units })[units] / step.every) - 2;
  for (let k = s.cycle ? Math.max(0, skipped) : 0; k === 0 || s.cycle; k += 1) {
    const date = start.add({ [units]: k * step.every });
    if (isBefore(last, date)) break;
    const at = date.toString();
    const isPaused = s.pauses.some((p) => at >= p.from && (p.until === null || at < p.until));
    const isOver = s.accessUntil !== null && at > s.accessUntil;
    if (!isBefore(date, first) && !isPaused && !isOver) found.push(date);
  }
  return found;
}

function eventsOf(s: Subscription): Event[] {
  const events: Event[] = [];
  const add = (kind: ReminderKind, occurrence: Day, on = occurrence) =>
    events.push({ kind, id: s.id, occurrence: `${occurrence}`, on, about: `${on}` });
  if (s.deletedAt) return events;
  for (const due of occurrences(s, FIRST, LAST)) {
    const forwards = s.weekendRule === 'next-business-day' ? 1 : -1;
    let on = due;
    while (s.weekendRule !== 'none' && on.dayOfWeek > 5) on = on.add({ days: forwards });
    add('charge', due, on);
    add('unpaid', due, on);
  }
  if (s.notice && s.autoRenews && !s.cancelledOn) {
    for (const due of occurrences(s, FIRST.add(span(s.notice)), LAST.add(span(s.notice)))) {
      const isBound = s.minimumTermEndsOn !== null && due.toString() <= s.minimumTermEndsOn;
      if (!isBound) add('cancel-by', due, due.subtract(span(s.notice)));
    }
  }
  if (s.trialEndsOn && !s.cancelledOn) add('trial-end', day(s.trialEndsOn));
  if (s.minimumTermEndsOn && s.autoRenews && !s.cancelledOn)
    add('term-end', day(s.minimumTermEndsOn));
  for (const [at, price] of s.prices.entries()) {
    const old = s.prices[at - 1];
    if (!old || (old.amountMinor === price.amountMinor && old.currency === price.currency))
      continue;
    const until = s.prices[at + 1] ? day(s.prices[at + 1]?.from ?? '').subtract({ days: 1 }) : FAR;
    if (occurrences(s, day(price.from), until).length > 0) add('price-change', day(price.from));
  }
  return events;
}

const FAR = day('2040-01-01');
/** Listing is slow, and most subscriptions stay as they are from one tick to the next. */
function once<Value>(list: (s: Subscription) => Value): (s: Subscription) => Value {
  const listed = new WeakMap<Subscription, Value>();
  return (s) => {
    if (!listed.has(s)) listed.set(s, list(s));
    return listed.get(s) as Value;
  };
}
const listedEvents = once(eventsOf);
const listedDays = once((s) => occurrences(s, FIRST, FAR).map(String));

const listedCharges = once((s) =>
  Map.groupBy(
    listedEvents(s).filter(({ kind }) => kind === 'charge'),
    ({ about }) => about.slice(0, 7),
  ),
);

const exceeded = new WeakMap<ReferenceSubjects, Exceeded[]>();

function exceededNear(subjects: ReferenceSubjects): Exceeded[] {
  const { subscriptions, world, home } = subjects;
  const span = [day(home).subtract({ days: 40 }), day(home).add({ days: 40 })] as const;
  const charges = (s: Subscription, month: string) => listedCharges(s).get(month) ?? [];
  const found =
    exceeded.get(subjects) ?? exceededPeriods(world, subscriptions, span, home, charges);
  exceeded.set(subjects, found);
  return found;
}

function eventsNear(subjects: ReferenceSubjects, today: Day): Event[] {
  const { subscriptions, paymentMethods, settled } = subjects;
  const [first, last] = [`${today.subtract({ days: 36 })}`, `${today.add({ days: 30 })}`];
  const events = subscriptions.flatMap((s) =>
    listedEvents(s).filter(
      ({ kind, about, occurrence }) =>
        about >= first &&
        about <= last &&
        !(kind === 'unpaid' && settled.get(s.id)?.has(occurrence as never)),
    ),
  );
  for (const { id, expiresIn } of paymentMethods) {
    const on = day(`${expiresIn}-01`).add({ months: 1 }).subtract({ days: 1 });
    const about = `${on}`;
    const isNeeded = subscriptions.some(
      (s) => s.paymentMethodId === id && !s.deletedAt && listedDays(s).some((d) => d > about),
    );
    if (isNeeded) events.push({ kind: 'card-expiry', id, occurrence: about, on, about });
  }
  for (const { id, occurrence, on, end } of exceededNear(subjects)) {
    const about = `${on}`;
    if (about >= first && about <= last)
      events.push({ kind: 'budget', id, occurrence, on, about, end });
  }
  return events;
}

/** What one tick has to find, given what those before it found. */
export function referenceTick(
  done: Set<string>,
  { timeZone, hour, since, rules }: ReminderMember,
  subjects: ReferenceSubjects,
  now: number,
): { sent: string[]; dropped: string[] } {
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const found = { sent: [] as string[], dropped: [] as string[] };
  for (const { kind, id, occurrence, on, end: lasts } of eventsNear(subjects, today)) {
    const muted = rules.member[kind]?.isOn === false;
    const rule = rules.subscriptions.get(id)?.[kind] ?? rules.member[kind] ?? rules.household[kind];
    if (muted || !rule.isOn) continue;
    const ripe = rule.days
      .map((days) => ({ days, send: daysTo(on) + (kind === 'unpaid' ? days : -days) }))
      .filter(({ send }) => send <= daysTo(today) && send >= daysTo(today) - 31)
      .map(({ days, send }) => ({
        at: instantOf(timeZone, send, hour),
        key: `${kind}/${id}/${occurrence}/${days}`,
      }))
      .filter(({ at }) => at <= now && at >= since)
      .sort((a, b) => b.at - a.at);
    const end = kind === 'unpaid' ? on.add({ days: 31 }) : (lasts ?? on);
    for (const [rank, { key, at }] of ripe.entries()) {
      if (done.has(key)) continue;
      if (rank > 0) found.dropped.push(`${key} superseded`);
      else if (isBefore(end, today)) found.dropped.push(`${key} past`);
      else found.sent.push(`${key} ${now - at > 3_600_000}`);
      done.add(key);
    }
  }
  return { sent: found.sent.sort(), dropped: found.dropped.sort() };
}
