import type { Cycle, Subscription, Unit } from '#shared/subscriptions/subscription.ts';
import type { SubscriptionTable } from './database-schema.ts';
import type { RowOf } from './hot-query.ts';

export const SUBSCRIPTION_COLUMNS = [
  'id',
  'version',
  'name',
  'cycle_every',
  'cycle_unit',
  'anchor',
  'weekend_rule',
  'prices',
  'pauses',
  'trial_ends_on',
  'auto_renews',
  'notice_every',
  'notice_unit',
  'minimum_term_ends_on',
  'cancelled_on',
  'access_until',
  'url',
  'cancel_url',
  'service',
  'notes',
  'tags',
  'category_id',
  'payment_method_id',
  'created_at',
  'updated_at',
  'deleted_at',
] as const satisfies readonly (keyof SubscriptionTable)[];

export type SubscriptionRow = RowOf<SubscriptionTable, typeof SUBSCRIPTION_COLUMNS>;

/** By position: lists are read with nearly every request. */
export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    id: row[0],
    version: row[1],
    name: row[2],
    cycle: toCycle(row[3], row[4]),
    anchor: row[5],
    weekendRule: row[6],
    prices: JSON.parse(row[7]),
    pauses: toList(row[8]),
    trialEndsOn: row[9],
    autoRenews: row[10] === 1,
    notice: toCycle(row[11], row[12]),
    minimumTermEndsOn: row[13],
    cancelledOn: row[14],
    accessUntil: row[15],
    url: row[16],
    cancelUrl: row[17],
    service: row[18],
    notes: row[19],
    tags: toList(row[20]),
    categoryId: row[21],
    paymentMethodId: row[22],
    createdAt: row[23],
    updatedAt: row[24],
    deletedAt: row[25],
  };
}

/** Everything but the keys: `household_id`, `id` and `version` are the repository's business. */
export function toSubscriptionFacts(
  subscription: Subscription,
): Omit<SubscriptionTable, 'household_id' | 'id' | 'version'> {
  return {
    name: subscription.name,
    cycle_every: subscription.cycle?.every ?? null,
    cycle_unit: subscription.cycle?.unit ?? null,
    anchor: subscription.anchor,
    weekend_rule: subscription.weekendRule,
    prices: JSON.stringify(subscription.prices),
    pauses: JSON.stringify(subscription.pauses),
    trial_ends_on: subscription.trialEndsOn,
    auto_renews: subscription.autoRenews ? 1 : 0,
    notice_every: subscription.notice?.every ?? null,
    notice_unit: subscription.notice?.unit ?? null,
    minimum_term_ends_on: subscription.minimumTermEndsOn,
    cancelled_on: subscription.cancelledOn,
    access_until: subscription.accessUntil,
    url: subscription.url,
    cancel_url: subscription.cancelUrl,
    service: subscription.service,
    notes: subscription.notes,
    tags: JSON.stringify(subscription.tags),
    category_id: subscription.categoryId,
    payment_method_id: subscription.paymentMethodId,
    created_at: subscription.createdAt,
    updated_at: subscription.updatedAt,
    deleted_at: subscription.deletedAt,
  };
}

function toCycle(every: number | null, unit: Unit | null): Cycle | null {
  return every === null || unit === null ? null : { every, unit };
}

/** Most lists are empty, and parsing is a good part of what a row costs. */
function toList<Item>(json: string): Item[] {
  return json === '[]' ? [] : JSON.parse(json);
}
