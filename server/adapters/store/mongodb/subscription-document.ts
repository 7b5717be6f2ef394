import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { fromAmount, toAmount } from './amounts.ts';
import type { SubscriptionDocument, TrashableDocument } from './database-schema.ts';

export type SubscriptionFacts = Omit<SubscriptionDocument, keyof TrashableDocument>;

/** In the order in which they are listed for people who look into the database. */
const AS_THEY_ARE = [
  'name',
  'cycle',
  'anchor',
  'weekendRule',
  'pauses',
  'trialEndsOn',
  'autoRenews',
  'notice',
  'minimumTermEndsOn',
  'cancelledOn',
  'accessUntil',
  'url',
  'cancelUrl',
  'service',
  'notes',
  'tags',
  'categoryId',
  'paymentMethodId',
] as const satisfies readonly (keyof SubscriptionFacts)[];

type AsTheyAre = Pick<Subscription, (typeof AS_THEY_ARE)[number]>;

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

function pick(facts: AsTheyAre): AsTheyAre {
  return Object.fromEntries(AS_THEY_ARE.map((name) => [name, facts[name]])) as unknown as AsTheyAre;
}
