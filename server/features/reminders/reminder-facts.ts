import { spanAround } from '#shared/budgets/budget-period.ts';
import { budgetState } from '#shared/budgets/budget-state.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { convert, type RateBook } from '#shared/money/conversion.ts';
import { toMoney } from '#shared/money/money.ts';
import type { ReminderSubjects } from '#shared/reminders/planned-reminders.ts';
import { brokenBy, type ReminderEvent } from '#shared/reminders/reminder-events.ts';
import type { BudgetFacts, ReminderFacts } from '#shared/reminders/reminder-message.ts';
import { nextDeadline } from '#shared/subscriptions/cancellation.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import type { PricePhase, Subscription } from '#shared/subscriptions/subscription.ts';
import { nameOf } from './reminder-household.ts';

export interface FactsContext {
  subjects: ReminderSubjects;
  baseCurrency: string;
  rateBook: RateBook;
  today: CalendarDate;
}

/** What a reminder says, from what is known at the moment. */
export function createReminderFacts({ subjects, baseCurrency, rateBook, today }: FactsContext) {
  function inBase({ amountMinor, currency }: PricePhase, on: CalendarDate) {
    if (currency === baseCurrency) return null;
    const conversion = rateBook.rateOn(currency, baseCurrency, on, today);
    if (!conversion) return null;
    return toMoney(convert(amountMinor, conversion, currency, baseCurrency), baseCurrency);
  }

  return (event: ReminderEvent, isLate: boolean): ReminderFacts => {
    const { kind, subjectId, occurrence, on } = event;
    const subscription = subjects.subscriptions.find(({ id }) => id === subjectId);
    const phase = subscription ? phaseOn(subscription.prices, pricedOn(subscription, event)) : null;
    const before =
      subscription && kind === 'price-change'
        ? phaseOn(subscription.prices, addDays(occurrence, -1))
        : null;
    const broken = kind === 'card-expiry' ? brokenBy(subjectId, on, subjects.subscriptions) : [];
    return {
      kind,
      name: nameOf(subjects, subjectId) ?? '',
      on,
      price: phase && toMoney(phase.amountMinor, phase.currency),
      priceInBase: phase && inBase(phase, on),
      priceBefore: before && toMoney(before.amountMinor, before.currency),
      cancelBy: subscription ? cancelByOf(subscription, event, today) : null,
      cancelUrl:
        kind === 'cancel-by' || kind === 'trial-end' ? (subscription?.cancelUrl ?? null) : null,
      names: broken.map(({ name }) => name),
      budget: kind === 'budget' ? budgetFacts(subjects, event) : null,
      isLate,
    };
  };
}

function budgetFacts(
  { budgets }: ReminderSubjects,
  { subjectId, occurrence }: ReminderEvent,
): BudgetFacts | null {
  const budget = budgets?.list.find(({ id }) => id === subjectId);
  if (!budgets || !budget) return null;
  const { period, limitMinor, currency } = budget;
  const span = spanAround(period, occurrence);
  const { total, exceededBy } = budgetState(budget, budgets.charges, span);
  if (!exceededBy) return null;
  return {
    period,
    from: span.from,
    limit: toMoney(limitMinor, currency),
    total: toMoney(total, currency),
    over: toMoney(total - BigInt(limitMinor), currency),
    charge: {
      name: exceededBy.subscription.name,
      amount: toMoney(exceededBy.amountMinor, exceededBy.currency),
    },
  };
}

/** What a trial ends in costs from the first charge on. */
function pricedOn({ anchor }: Subscription, { kind, occurrence }: ReminderEvent): CalendarDate {
  return kind === 'trial-end' && anchor > occurrence ? anchor : occurrence;
}

/** Of a charge, until when a cancellation still avoids that very one. */
function cancelByOf(
  subscription: Subscription,
  { kind, occurrence }: ReminderEvent,
  today: CalendarDate,
): CalendarDate | null {
  if (kind !== 'charge') return null;
  const deadline = nextDeadline(subscription, today);
  const isIt = deadline?.avoids === occurrence && deadline.cancelBy >= today;
  return isIt ? deadline.cancelBy : null;
}
