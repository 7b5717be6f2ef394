import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { toAmount } from './amounts.ts';
import type { SubscriptionDocument, TrashableDocument } from './database-schema.ts';
import { createRowReader } from './row-reader.ts';

export type SubscriptionFacts = Omit<SubscriptionDocument, keyof TrashableDocument>;

/** In the order in which people see them who look into the database. */
export function toSubscriptionFacts(subscription: Subscription): SubscriptionFacts {
  return {
    name: subscription.name,
    cycle: subscription.cycle,
    anchor: subscription.anchor,
    weekendRule: subscription.weekendRule,
    pauses: subscription.pauses,
    trialEndsOn: subscription.trialEndsOn,
    autoRenews: subscription.autoRenews,
    notice: subscription.notice,
    minimumTermEndsOn: subscription.minimumTermEndsOn,
    cancelledOn: subscription.cancelledOn,
    accessUntil: subscription.accessUntil,
    url: subscription.url,
    cancelUrl: subscription.cancelUrl,
    service: subscription.service,
    notes: subscription.notes,
    tags: subscription.tags,
    categoryId: subscription.categoryId,
    paymentMethodId: subscription.paymentMethodId,
    prices: subscription.prices.map(({ from, amountMinor, currency }) => ({
      from,
      amountMinor: toAmount(amountMinor),
      currency,
    })),
  };
}

export const readSubscription = createRowReader(
  'subscriptions',
  [
    'id',
    'version',
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
    'prices',
    'createdAt',
    'updatedAt',
    'deletedAt',
  ],
  (values): Subscription => ({
    id: values[0],
    version: values[1],
    name: values[2],
    cycle: values[3],
    anchor: values[4],
    weekendRule: values[5],
    pauses: values[6],
    trialEndsOn: values[7],
    autoRenews: values[8],
    notice: values[9],
    minimumTermEndsOn: values[10],
    cancelledOn: values[11],
    accessUntil: values[12],
    url: values[13],
    cancelUrl: values[14],
    service: values[15],
    notes: values[16],
    tags: values[17],
    categoryId: values[18],
    paymentMethodId: values[19],
    prices: values[20],
    createdAt: values[21],
    updatedAt: values[22],
    deletedAt: values[23],
  }),
);
