import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, minusCycle } from '#shared/dates/date-arithmetic.ts';
import { firstOccurrenceOnOrAfter } from './schedule.ts';
import type { BillingFacts, ScheduleFacts } from './subscription.ts';

/** The last day on which cancelling still avoids the occurrence `avoids`. */
export interface Deadline {
  cancelBy: CalendarDate;
  avoids: CalendarDate;
}

/**
 * The next occurrence that a cancellation can avoid, and until when: the first one on or after
 * today and after the minimum term, less the notice period (by the calendar, so that a month before
 * 31 March is 28 February). Null without notice period, without automatic renewal, once cancelled,
 * and if nothing falls due any more. The day may be past: too late for that charge.
 */
export function nextDeadline(
  facts: BillingFacts,
  today: CalendarDate,
  nextDueOn?: CalendarDate | null,
): Deadline | null {
  if (facts.notice === null || !facts.autoRenews || facts.cancelledOn !== null) return null;
  const earliest = firstAvoidable(facts, today);
  const avoids =
    earliest === today && nextDueOn !== undefined
      ? nextDueOn
      : firstOccurrenceOnOrAfter(facts, earliest);
  return avoids === null ? null : { cancelBy: minusCycle(avoids, facts.notice), avoids };
}

/**
 * The `cancelBy` of {@link nextDeadline}.
 * @param nextDueOn the first occurrence from today on, if it is known: mostly the one to avoid
 */
export function cancelByDate(
  facts: BillingFacts,
  today: CalendarDate,
  nextDueOn?: CalendarDate | null,
): CalendarDate | null {
  return nextDeadline(facts, today, nextDueOn)?.cancelBy ?? null;
}

/**
 * How long a subscription cancelled on a day can be used unless somebody knows better: what was
 * paid for lasts until the day before the next occurrence. Without one it ends that same day.
 * An earlier cancellation is disregarded.
 */
export function defaultAccessUntil(facts: ScheduleFacts, on: CalendarDate): CalendarDate {
  const uncancelled = { ...facts, cancelledOn: null, accessUntil: null };
  const next = firstOccurrenceOnOrAfter(uncancelled, addDays(on, 1));
  return next === null || next <= on ? on : addDays(next, -1);
}

function firstAvoidable(facts: BillingFacts, today: CalendarDate): CalendarDate {
  if (facts.minimumTermEndsOn === null) return today;
  const free = addDays(facts.minimumTermEndsOn, 1);
  return free > today ? free : today;
}
