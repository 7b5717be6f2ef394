import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, daysBetween } from '#shared/dates/date-arithmetic.ts';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { Cycle, ScheduleFacts } from '#shared/subscriptions/subscription.ts';

const DAYS: Record<Cycle['unit'], number> = { day: 1, week: 7, month: 31, year: 366 };

/**
 * The last `count` occurrences up to and including `until`, newest first. Looks back window by
 * window, each twice as long, so that a century of daily charges costs no more than one page.
 */
export function recentOccurrences(
  facts: ScheduleFacts,
  until: CalendarDate,
  count: number,
): CalendarDate[] {
  const found: CalendarDate[] = [];
  const cycleDays = facts.cycle ? facts.cycle.every * DAYS[facts.cycle.unit] : 1;
  let span = cycleDays * count;
  let to = until;
  while (found.length < count && to >= facts.anchor) {
    const reach = Math.min(span, daysBetween(facts.anchor, to));
    const from = addDays(to, -reach);
    found.push(...occurrencesBetween(facts, from, to).reverse());
    to = addDays(from, -1);
    span *= 2;
  }
  return found.slice(0, count);
}
