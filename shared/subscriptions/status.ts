import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { BillingFacts, Pause, Status } from './subscription.ts';

/**
 * What the subscription is on a day; the first that holds: `ended` (the access date is past, or it
 * was paid once and that day is past), `cancelled` (from the day of cancelling), `paused`, `trial`
 * (up to and including its last day), `active`.
 */
export function statusOn(facts: BillingFacts, today: CalendarDate): Status {
  if (hasEnded(facts, today)) return 'ended';
  if (facts.cancelledOn !== null && facts.cancelledOn <= today) return 'cancelled';
  if (facts.pauses.some((pause) => holdsOn(pause, today))) return 'paused';
  if (facts.trialEndsOn !== null && facts.trialEndsOn >= today) return 'trial';
  return 'active';
}

function hasEnded({ accessUntil, cycle, anchor }: BillingFacts, today: CalendarDate): boolean {
  return (accessUntil !== null && accessUntil < today) || (cycle === null && anchor < today);
}

function holdsOn(pause: Pause, date: CalendarDate): boolean {
  return pause.from <= date && (pause.until === null || date < pause.until);
}
