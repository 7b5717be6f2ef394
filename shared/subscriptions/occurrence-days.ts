import { type EpochDay, partsOf, toEpochDay } from '#shared/dates/calendar-date.ts';
import {
  clampedDayOf,
  LAST_DAY,
  LAST_MONTH,
  type MonthIndex,
  monthIndexOf,
} from '#shared/dates/date-arithmetic.ts';
import type { Pause, ScheduleFacts } from './subscription.ts';

/**
 * How occurrences follow each other, in integers: k-th = anchor + k × step, in days or in months.
 * `once` has only the 0th.
 */
type Rhythm =
  | { kind: 'once'; anchorDay: EpochDay }
  | { kind: 'days'; anchorDay: EpochDay; step: number }
  | { kind: 'months'; anchorMonth: MonthIndex; dayOfMonth: number; step: number };

/** After every day of the calendar. */
const NEVER: EpochDay = Number.POSITIVE_INFINITY;

/** Both ends belong to it. */
interface Span {
  from: EpochDay;
  to: EpochDay;
}

/**
 * The days from `from` to `to`, both included, on which the subscription falls due: not in a pause,
 * not after the access date. Pauses are jumped over, so that their length costs nothing.
 */
export function occurrenceDays(facts: ScheduleFacts, from: EpochDay, to: EpochDay): EpochDay[] {
  const rhythm = rhythmOf(facts);
  const days: EpochDay[] = [];
  for (const span of runningSpans(facts, from, to)) {
    for (let k = indexOnOrAfter(rhythm, span.from); ; k += 1) {
      const day = dayAt(rhythm, k);
      if (day > span.to) break;
      days.push(day);
    }
  }
  return days;
}

/** The first day on or after `from` on which the subscription falls due; null if none comes. */
export function firstOccurrenceDay(facts: ScheduleFacts, from: EpochDay): EpochDay | null {
  const rhythm = rhythmOf(facts);
  for (const span of runningSpans(facts, from, LAST_DAY)) {
    const day = dayAt(rhythm, indexOnOrAfter(rhythm, span.from));
    if (day <= span.to) return day;
  }
  return null;
}

/** The k-th day counted from the anchor, whatever pauses and cancellation say; may lie beyond the calendar. */
export function nthOccurrenceDay(facts: ScheduleFacts, k: number): EpochDay {
  return dayAt(rhythmOf(facts), k);
}

function rhythmOf({ anchor, cycle }: ScheduleFacts): Rhythm {
  if (cycle === null) return { kind: 'once', anchorDay: toEpochDay(anchor) };
  if (cycle.unit === 'day' || cycle.unit === 'week') {
    const step = cycle.unit === 'week' ? cycle.every * 7 : cycle.every;
    return { kind: 'days', anchorDay: toEpochDay(anchor), step };
  }
  const { year, month, day } = partsOf(anchor);
  return {
    kind: 'months',
    anchorMonth: year * 12 + month - 1,
    dayOfMonth: day,
    step: cycle.unit === 'year' ? cycle.every * 12 : cycle.every,
  };
}

function dayAt(rhythm: Rhythm, k: number): EpochDay {
  switch (rhythm.kind) {
    case 'once':
      return k === 0 ? rhythm.anchorDay : NEVER;
    case 'days':
      return rhythm.anchorDay + k * rhythm.step;
    case 'months': {
      const month = rhythm.anchorMonth + k * rhythm.step;
      return month > LAST_MONTH ? NEVER : clampedDayOf(month, rhythm.dayOfMonth);
    }
  }
}

/** The least k ≥ 0 whose day is not before `day`. */
function indexOnOrAfter(rhythm: Rhythm, day: EpochDay): number {
  switch (rhythm.kind) {
    case 'once':
      return day <= rhythm.anchorDay ? 0 : 1;
    case 'days':
      return Math.max(0, Math.ceil((day - rhythm.anchorDay) / rhythm.step));
    case 'months': {
      const months = monthIndexOf(day) - rhythm.anchorMonth;
      const k = Math.max(0, Math.ceil(months / rhythm.step));
      return dayAt(rhythm, k) < day ? k + 1 : k;
    }
  }
}

/** What remains of a span outside all pauses, up to the access date and the calendar's end. */
function runningSpans(facts: ScheduleFacts, from: EpochDay, to: EpochDay): Span[] {
  const last = Math.min(to, LAST_DAY, facts.accessUntil ? toEpochDay(facts.accessUntil) : LAST_DAY);
  if (facts.pauses.length === 0) return from <= last ? [{ from, to: last }] : [];
  const spans: Span[] = [];
  let next = from;
  for (const pause of [...facts.pauses].sort(byStart)) {
    const start = toEpochDay(pause.from);
    if (start > last) break;
    if (start > next) spans.push({ from: next, to: start - 1 });
    if (pause.until === null) return spans;
    next = Math.max(next, toEpochDay(pause.until));
  }
  if (next <= last) spans.push({ from: next, to: last });
  return spans;
}

function byStart(a: Pause, b: Pause): number {
  return a.from < b.from ? -1 : 1;
}
