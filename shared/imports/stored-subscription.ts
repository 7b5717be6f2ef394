import { formatAmount, parseAmount } from '#shared/money/money.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import type { ImportedSubscription } from './imported-subscription.ts';

/** What a file does not tell, or tells in its own ids. */
export type StoredIdentity = Pick<
  Subscription,
  'id' | 'categoryId' | 'paymentMethodId' | 'createdAt' | 'updatedAt'
>;

/** An imported subscription as it is stored. The currency of its prices has to be known. */
export function toStoredSubscription(
  facts: ImportedSubscription,
  identity: StoredIdentity,
): Subscription {
  return {
    ...facts,
    ...identity,
    prices: facts.prices.map(({ from, amount, currency }) => ({
      from,
      amountMinor: parseAmount(amount, currency),
      currency,
    })),
    version: 1,
    deletedAt: null,
  };
}

/** The facts of a stored subscription as a file carries them: the inverse. */
export function toImportedSubscription(subscription: Subscription): ImportedSubscription {
  const { pauses, tags, prices } = subscription;
  return {
    name: subscription.name,
    cycle: subscription.cycle,
    anchor: subscription.anchor,
    prices: prices.map(({ from, amountMinor, currency }) => ({
      from,
      amount: formatAmount(amountMinor, currency),
      currency,
    })),
    trialEndsOn: subscription.trialEndsOn,
    weekendRule: subscription.weekendRule,
    autoRenews: subscription.autoRenews,
    notice: subscription.notice,
    minimumTermEndsOn: subscription.minimumTermEndsOn,
    url: subscription.url,
    cancelUrl: subscription.cancelUrl,
    service: subscription.service,
    notes: subscription.notes,
    tags: [...tags],
    pauses: pauses.map(({ from, until }) => ({ from, until })),
    cancelledOn: subscription.cancelledOn,
    accessUntil: subscription.accessUntil,
  };
}
