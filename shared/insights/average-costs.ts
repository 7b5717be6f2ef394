import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { toEpochDay } from '#shared/dates/calendar-date.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Summary, Unconverted } from '#shared/schemas/insight-schemas.ts';
import { monthlyCost, yearlyCost } from '#shared/subscriptions/cost.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';
import type { BaseConversion } from './base-conversion.ts';
import { type CategoryId, compareIds, compareTotals } from './totals.ts';

interface Costs {
  monthly: bigint;
  yearly: bigint;
  count: number;
}

/** Adds up what subscriptions cost in an average month and year, in the base currency. */
export interface AverageCosts {
  /** Counts what recurs, at the price and the rate of its next charge. */
  add(subscription: Subscription, nextDueOn: CalendarDate | null): void;
  total(): Pick<Summary, 'monthlyCost' | 'yearlyCost'>;
  /** Descending by yearly cost; `count` is the number of subscriptions in it. */
  byCategory(): Summary['byCategory'];
  /** What was left out because no rate is known, by its next charge. */
  unconverted(): Unconverted[];
}

/** @param conversion remembers the rates that were used */
export function createAverageCosts(baseCurrency: string, conversion: BaseConversion): AverageCosts {
  const categories = new Map<CategoryId, Costs>();
  const unconverted: Unconverted[] = [];

  const costsOf = (categoryId: CategoryId): Costs => {
    const known = categories.get(categoryId);
    if (known) return known;
    const costs = { monthly: 0n, yearly: 0n, count: 0 };
    categories.set(categoryId, costs);
    return costs;
  };
  const inBase = ({ monthly, yearly }: Omit<Costs, 'count'>) => ({
    monthlyCost: toMoney(monthly, baseCurrency),
    yearlyCost: toMoney(yearly, baseCurrency),
  });

  return {
    add({ id, name, cycle, prices, weekendRule, categoryId }, nextDueOn) {
      if (cycle === null || nextDueOn === null) return;
      const { amountMinor, currency } = phaseOn(prices, nextDueOn);
      const on = chargeDate(nextDueOn, weekendRule);
      const day = toEpochDay(on);
      const monthly = conversion.toBase(monthlyCost(amountMinor, cycle), currency, day);
      const yearly = conversion.toBase(yearlyCost(amountMinor, cycle), currency, day);
      if (monthly === null || yearly === null) {
        const amount = toMoney(amountMinor, currency);
        unconverted.push({ subscriptionId: id, name, amount, on, reason: 'rate-unknown' });
        return;
      }
      const costs = costsOf(categoryId);
      costs.monthly += monthly;
      costs.yearly += yearly;
      costs.count += 1;
    },
    total() {
      const all = { monthly: 0n, yearly: 0n };
      for (const { monthly, yearly } of categories.values()) {
        all.monthly += monthly;
        all.yearly += yearly;
      }
      return inBase(all);
    },
    byCategory: () =>
      [...categories]
        .sort(([a, x], [b, y]) => compareTotals(x.yearly, y.yearly) || compareIds(a, b))
        .map(([categoryId, costs]) => ({ categoryId, ...inBase(costs), count: costs.count })),
    unconverted: () => unconverted,
  };
}
