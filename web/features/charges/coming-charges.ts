import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addCycles } from '#shared/dates/date-arithmetic.ts';
import type { Payment, ScheduleItem } from '#shared/schemas/subscription-schemas.ts';
import type { Cycle } from '#shared/subscriptions/subscription.ts';

export const COMING_SHOWN = 12;

/** Until when to ask for a schedule that holds the next twelve, at most the API's ten years. */
export function scheduleEnd(today: CalendarDate, cycle: Cycle | null): CalendarDate {
  const limit = addCycles(today, { every: 10, unit: 'year' }, 1);
  if (cycle === null) return limit;
  const end = addCycles(today, cycle, COMING_SHOWN + 1);
  if (end > limit) return limit;
  return end;
}

/** A charge that is to come, with the word of the ledger where it has one. */
export interface ComingCharge extends ScheduleItem {
  entry: Payment | null;
}

export function comingCharges(
  schedule: readonly ScheduleItem[],
  payments: readonly Payment[],
): ComingCharge[] {
  const entries = new Map(payments.map((payment) => [payment.dueOn, payment]));
  return schedule.slice(0, COMING_SHOWN).map((item) => {
    const known = entries.get(item.dueOn);
    return { ...item, entry: known?.isRecorded ? known : null };
  });
}
