import type { Subscription } from '#shared/subscriptions/subscription.ts';

/** Monthly from 31 January 2026, 15.49 USD, nothing special about it; `changes` make it special. */
export function exampleSubscription(changes: Partial<Subscription> = {}): Subscription {
  const anchor = changes.anchor ?? '2026-01-31';
  return {
    id: '01980000-0000-7000-8000-000000000001',
    version: 1,
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor,
    prices: [{ from: anchor, amountMinor: 1549, currency: 'USD' }],
    trialEndsOn: null,
    weekendRule: 'none',
    autoRenews: true,
    notice: null,
    minimumTermEndsOn: null,
    pauses: [],
    cancelledOn: null,
    accessUntil: null,
    url: null,
    cancelUrl: null,
    service: null,
    notes: '',
    tags: [],
    categoryId: null,
    paymentMethodId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    ...changes,
  };
}
