import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { toMoney } from '#shared/money/money.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { cancelByDate } from './cancellation.ts';
import { monthlyCost, yearlyCost } from './cost.ts';
import { toPriceInputs } from './price-input.ts';
import { phaseOn } from './price-phases.ts';
import { firstOccurrenceOnOrAfter } from './schedule.ts';
import { statusOn } from './status.ts';
import type { BillingFacts, Cycle, PricePhase, Subscription } from './subscription.ts';

export type DerivedFacts = Pick<
  SubscriptionView,
  'status' | 'nextDueOn' | 'nextAmount' | 'cancelBy' | 'monthlyCost' | 'yearlyCost'
>;

/**
 * What follows from the facts and a day. Due today counts as next. The costs are those of the price
 * of the next occurrence; null for what is paid once and where nothing falls due any more.
 */
export function deriveFacts(facts: BillingFacts, today: CalendarDate): DerivedFacts {
  const nextDueOn = firstOccurrenceOnOrAfter(facts, today);
  const next = nextDueOn === null ? null : phaseOn(facts.prices, nextDueOn);
  const recurring = facts.cycle === null ? null : next;
  return {
    status: statusOn(facts, today),
    nextDueOn,
    nextAmount: next && toMoney(next.amountMinor, next.currency),
    cancelBy: cancelByDate(facts, today, nextDueOn),
    monthlyCost: recurring && costOf(recurring, facts.cycle, monthlyCost),
    yearlyCost: recurring && costOf(recurring, facts.cycle, yearlyCost),
  };
}

function costOf(
  { amountMinor, currency }: PricePhase,
  cycle: Cycle | null,
  cost: typeof monthlyCost,
) {
  return cycle && toMoney(cost(amountMinor, cycle), currency);
}

/**
 * The subscription as the API answers it, on a day. Written out field by field: the order is part
 * of the serialized answer, which has to be the same wherever the subscription came from.
 */
export function toSubscriptionView(
  subscription: Subscription,
  today: CalendarDate,
): SubscriptionView {
  const derived = deriveFacts(subscription, today);
  return {
    id: subscription.id,
    version: subscription.version,
    name: subscription.name,
    cycle: subscription.cycle,
    anchor: subscription.anchor,
    prices: toPriceInputs(subscription.prices),
    trialEndsOn: subscription.trialEndsOn,
    weekendRule: subscription.weekendRule,
    autoRenews: subscription.autoRenews,
    notice: subscription.notice,
    minimumTermEndsOn: subscription.minimumTermEndsOn,
    url: subscription.url,
    cancelUrl: subscription.cancelUrl,
    service: subscription.service,
    notes: subscription.notes,
    tags: subscription.tags.slice(),
    categoryId: subscription.categoryId,
    paymentMethodId: subscription.paymentMethodId,
    pauses: subscription.pauses.slice(),
    cancelledOn: subscription.cancelledOn,
    accessUntil: subscription.accessUntil,
    status: derived.status,
    nextDueOn: derived.nextDueOn,
    nextAmount: derived.nextAmount,
    cancelBy: derived.cancelBy,
    monthlyCost: derived.monthlyCost,
    yearlyCost: derived.yearlyCost,
    createdAt: subscription.createdAt,
    updatedAt: subscription.updatedAt,
    deletedAt: subscription.deletedAt,
  };
}
