import type { Order, SortKey } from '#server/rows/page.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { convert, type RateBook } from '#shared/money/conversion.ts';
import type { SubscriptionSort } from '#shared/schemas/subscription-schemas.ts';
import { monthlyCost } from '#shared/subscriptions/cost.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import { firstOccurrenceOnOrAfter } from '#shared/subscriptions/schedule.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { foldText } from '#shared/text/fold-text.ts';

export interface OrderContext {
  today: CalendarDate;
  baseCurrency: string;
  /** For `monthlyCost`: amounts in different currencies only compare once they are converted. */
  rateBook: RateBook;
}

const NO_VALUE: SortKey = [2, ''];
/** More digits than the cost of a day's charge over an average month can have. */
const DIGITS = 24;

/** @param sort the name of a key, with `-` in front for descending */
export function subscriptionOrder(
  sort: SubscriptionSort | `-${SubscriptionSort}`,
  context: OrderContext,
): Order<Subscription> {
  const isDescending = sort.startsWith('-');
  const name = (isDescending ? sort.slice(1) : sort) as SubscriptionSort;
  const keyOf = KEYS[name];
  return {
    name,
    isDescending,
    keyOf: (row) => keyOf(row, context),
    idOf: ({ id }) => id,
  };
}

const KEYS: Record<SubscriptionSort, (row: Subscription, context: OrderContext) => SortKey> = {
  name: ({ name }) => [0, foldText(name)],
  createdAt: ({ createdAt }) => [0, createdAt],
  nextDueOn: (row, { today }) => {
    const due = firstOccurrenceOnOrAfter(row, today);
    return due === null ? NO_VALUE : [0, due];
  },
  monthlyCost: costKey,
};

/** What cannot be converted comes after what can, by currency; what has no monthly cost comes last. */
function costKey(row: Subscription, { today, baseCurrency, rateBook }: OrderContext): SortKey {
  const due = firstOccurrenceOnOrAfter(row, today);
  if (due === null || row.cycle === null) return NO_VALUE;
  const { amountMinor, currency } = phaseOn(row.prices, due);
  const cost = monthlyCost(amountMinor, row.cycle);
  if (currency === baseCurrency) return [0, sortable(cost)];
  const conversion = rateBook.rateOn(currency, baseCurrency, today, today);
  return conversion
    ? [0, sortable(convert(cost, conversion, currency, baseCurrency))]
    : [1, currency + sortable(cost)];
}

function sortable(amount: number | bigint): string {
  return amount.toString().padStart(DIGITS, '0');
}
