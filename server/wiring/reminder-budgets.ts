import type { BudgetRepository } from '#server/features/budgets/budget-repository.ts';
import {
  type BudgetChargeSources,
  loadBudgetCharges,
} from '#server/features/budgets/load-budget-charges.ts';
import { DAYS_BACK } from '#server/features/reminders/member-reminders.ts';
import type { ReminderSources } from '#server/features/reminders/reminder-household.ts';
import type { Today } from '#server/today.ts';
import { spanAround } from '#shared/budgets/budget-period.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';

interface ReminderBudgetsDeps extends Omit<BudgetChargeSources, 'subscriptions'> {
  budgets: Pick<BudgetRepository, 'list'>;
  today: Today;
}

/** Budgets as reminders ask for them. */
export function createReminderBudgets({
  budgets,
  today,
  ...sources
}: ReminderBudgetsDeps): ReminderSources['budgets'] {
  return {
    list: (householdId) => budgets.list(householdId),
    charges({ id: householdId, baseCurrency, timeZone }, _budgets, found) {
      const day = today(timeZone);
      // Where the member is it may be yesterday.
      const furthest = addDays(day, -DAYS_BACK - 1);
      return loadBudgetCharges(
        { ...sources, subscriptions: { list: async () => found } },
        { householdId, baseCurrency, timeZone },
        { from: spanAround('year', furthest).from, today: day },
      );
    },
  };
}
