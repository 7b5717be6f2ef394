import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { toPricePhases } from '#shared/subscriptions/price-input.ts';
import type { BillingFacts } from '#shared/subscriptions/subscription.ts';

/** What the rules need to know, from what the API answered. */
export function billingFactsOf(view: SubscriptionView): BillingFacts {
  return { ...view, prices: toPricePhases(view.prices, view.anchor) };
}
