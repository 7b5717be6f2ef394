import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import type { CostReader } from './base-cost.ts';

/** Sums of average costs in minor units of the base currency. */
export interface ListTotals {
  count: number;
  monthly: bigint;
  yearly: bigint;
  /** Those with costs in a currency whose rate nobody knows: left out of the sums. */
  unconverted: readonly SubscriptionView[];
}

export function totalsOf(views: readonly SubscriptionView[], costOf: CostReader): ListTotals {
  const unconverted: SubscriptionView[] = [];
  let [monthly, yearly] = [0n, 0n];
  for (const view of views) {
    if (view.monthlyCost === null) continue;
    const cost = costOf(view);
    if (cost === null) unconverted.push(view);
    else [monthly, yearly] = [monthly + cost.monthly, yearly + cost.yearly];
  }
  return { count: views.length, monthly, yearly, unconverted };
}
