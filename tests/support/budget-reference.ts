import type { Subscription } from '#shared/subscriptions/subscription.ts';
import type { BudgetWorld } from './budget-world.ts';

/*
 * When budgets are exceeded, worked out a second time: every charge of the period on one pile, in
 * order, until it is too high. It shares no code with the product.
 */
type Day = Temporal.PlainDate;

/** A charge, as the reference of reminders lists them. */
export interface ListedCharge {
  occurrence: string;
  on: Day;
  /** `on`, written out. */
  about: string;
}

/** The first of the period, the day on which it is too much, and its last. */
export interface Exceeded {
  id: string;
  occurrence: string;
  on: Day;
  end: Day;
}

const PERIODS = { month: { months: 1 }, year: { years: 1 } } as const;
const DECIMALS: Record<string, number> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 };

/** @param chargesIn of a subscription, in a month such as `2026-05`, ascending */
export function exceededPeriods(
  { budgets, payments, rates, categoryIds }: BudgetWorld,
  subscriptions: readonly Subscription[],
  [first, last]: readonly [Day, Day],
  home: string,
  chargesIn: (subscription: Subscription, month: string) => readonly ListedCharge[],
): Exceeded[] {
  const ledger = new Map(payments.map((each) => [`${each.subscriptionId} ${each.dueOn}`, each]));

  function converted(minor: number, from: string, to: string, on: string): bigint {
    if (from === to) return BigInt(minor);
    const isAhead = on > home;
    const known = rates.filter((rate) => rate.from === from && rate.to === to);
    const newest = known.filter((rate) => isAhead || rate.on <= on).at(-1);
    if (!newest) return 0n;
    const [whole = '', fraction = ''] = newest.rate.split('.');
    const above = BigInt(minor) * BigInt(whole + fraction) * 10n ** BigInt(DECIMALS[to] ?? 0);
    const below = 10n ** BigInt(fraction.length + (DECIMALS[from] ?? 0));
    return (2n * above + below) / (2n * below);
  }

  return budgets.flatMap(({ id, categoryId, currency, limitMinor, period, deletedAt }) => {
    if (deletedAt || (categoryId !== null && !categoryIds.has(categoryId))) return [];
    const found: Exceeded[] = [];
    let start = period === 'month' ? first.with({ day: 1 }) : first.with({ day: 1, month: 1 });
    for (; Temporal.PlainDate.compare(start, last) <= 0; start = start.add(PERIODS[period])) {
      const counted = subscriptions.filter(
        (each) => !each.deletedAt && (categoryId === null || each.categoryId === categoryId),
      );
      const months = Array.from({ length: period === 'month' ? 1 : 12 }, (_, at) =>
        start.add({ months: at }).toString().slice(0, 7),
      );
      const pile = counted.flatMap((subscription) =>
        months.flatMap((month) =>
          chargesIn(subscription, month).map((charge) => ({ subscription, ...charge })),
        ),
      );
      let sum = 0n;
      const passing = pile
        .sort((a, b) => (a.about < b.about ? -1 : Number(a.about > b.about)))
        .find(({ subscription, occurrence, about }) => {
          const entry = ledger.get(`${subscription.id} ${occurrence}`);
          const price = subscription.prices.findLast(({ from }) => from <= occurrence);
          const planned = price ?? subscription.prices[0];
          if (entry?.status === 'skipped' || !planned) return false;
          const { amountMinor, currency: paidIn } =
            entry?.amountMinor == null ? planned : { ...planned, ...entry };
          sum += converted(amountMinor ?? 0, paidIn ?? '', currency, about);
          return sum > BigInt(limitMinor);
        });
      const end = start.add(PERIODS[period]).subtract({ days: 1 });
      if (passing) found.push({ id, occurrence: start.toString(), on: passing.on, end });
    }
    return found;
  });
}
