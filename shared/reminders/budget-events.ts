import type { Budget } from '#shared/budgets/budget.ts';
import type { BudgetCharges } from '#shared/budgets/budget-charges.ts';
import { spansBetween } from '#shared/budgets/budget-period.ts';
import { budgetState } from '#shared/budgets/budget-state.ts';
import { type CalendarDate, fromEpochDay } from '#shared/dates/calendar-date.ts';
import type { ReminderEvent } from './reminder-events.ts';

/** The budgets of a household, and what counts towards them. */
export interface ReminderBudgets {
  list: readonly Budget[];
  charges: BudgetCharges;
}

/**
 * Of each period of a budget the day on which it is exceeded, if that lies from `from` to `to`. It
 * is told apart by the first day of the period, whichever charge it turns out to be, and worth
 * knowing until its last.
 */
export function budgetEventsOf(
  budget: Budget,
  charges: BudgetCharges,
  from: CalendarDate,
  to: CalendarDate,
): ReminderEvent[] {
  if (budget.deletedAt !== null) return [];
  return spansBetween(budget.period, from, to).flatMap((span) => {
    const { exceededBy } = budgetState(budget, charges, span);
    const on = exceededBy && fromEpochDay(exceededBy.chargedDay);
    if (on === null || on < from || on > to) return [];
    return [{ kind: 'budget', subjectId: budget.id, occurrence: span.from, on, until: span.to }];
  });
}
