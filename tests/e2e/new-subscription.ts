import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import type { ApiAccount } from '../support/api-account.ts';

export const MONTHLY = { every: 1, unit: 'month' } as const;

/** Adds a subscription through the API: monthly, 10 euros, since 31 January 2025. */
export async function addSubscription(
  account: ApiAccount,
  changes: Record<string, unknown> = {},
): Promise<SubscriptionView> {
  return (await account.call('POST', 'subscriptions', {
    name: 'Netflix',
    service: 'netflix',
    cycle: MONTHLY,
    anchor: '2025-01-31',
    prices: [{ amount: '10.00', currency: 'EUR' }],
    ...changes,
  })) as SubscriptionView;
}

export async function subscriptionById(account: ApiAccount, id: string): Promise<SubscriptionView> {
  return (await account.call('GET', `subscriptions/${id}`)) as SubscriptionView;
}
