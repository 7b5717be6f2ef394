import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { fromAmount, toAmount } from './amounts.ts';
import type { SubscriptionDocument, TrashableDocument } from './database-schema.ts';

export type SubscriptionFacts = Omit<SubscriptionDocument, keyof TrashableDocument>;

type AsTheyAre = Omit<SubscriptionFacts, 'prices'>;

export const subscriptionMapping = {
  toFacts(subscription: Subscription): SubscriptionFacts {
    const prices = subscription.prices.map(({ from, amountMinor, currency }) => ({
      from,
      amountMinor: toAmount(amountMinor),
      currency,
    }));
    return { ...pick(subscription), prices };
  },
  fromFacts(facts: SubscriptionFacts) {
    const prices = facts.prices.map(({ from, amountMinor, currency }) => ({
      from,
      amountMinor: fromAmount(amountMinor),
      currency,
    }));
    return { ...pick(facts), prices };
  },
};

/** In the order in which people see them who look into the database. Every list makes it per row. */
function pick(facts: AsTheyAre): AsTheyAre {
  return {
    name: facts.name,
    cycle: facts.cycle,
    anchor: facts.anchor,
    weekendRule: facts.weekendRule,
    pauses: facts.pauses,
    trialEndsOn: facts.trialEndsOn,
    autoRenews: facts.autoRenews,
    notice: facts.notice,
    minimumTermEndsOn: facts.minimumTermEndsOn,
    cancelledOn: facts.cancelledOn,
    accessUntil: facts.accessUntil,
    url: facts.url,
    cancelUrl: facts.cancelUrl,
    service: facts.service,
    notes: facts.notes,
    tags: facts.tags,
    categoryId: facts.categoryId,
    paymentMethodId: facts.paymentMethodId,
  };
}
