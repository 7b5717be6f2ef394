import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { ImportedSubscription } from '#shared/imports/imported-subscription.ts';
import { toImportedSubscription } from '#shared/imports/stored-subscription.ts';
import { UNKNOWN_CURRENCY } from '#shared/imports/unknown-currency.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import type { Cycle, Subscription } from '#shared/subscriptions/subscription.ts';

export interface DuplicateIndex<Reference> {
  /** What has the same name, cycle and present price; a currency that is not known yet fits any. */
  find(subscription: ImportedSubscription): Reference | null;
  add(subscription: ImportedSubscription, reference: Reference): void;
}

/** Programs and people differ in capitals, spaces and the commas that Wallos turns into spaces. */
function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,]+/g, ' ')
    .trim();
}

export function createDuplicateIndex<Reference>(today: CalendarDate): DuplicateIndex<Reference> {
  const entries = new Map<string, { currency: string; reference: Reference }[]>();
  const traitsOf = ({ name, cycle, prices }: ImportedSubscription) => {
    const { amount, currency } = phaseOn(prices, today);
    return { key: keyOf(name, cycle, amount), currency };
  };
  return {
    find(subscription) {
      const { key, currency } = traitsOf(subscription);
      const match = entries.get(key)?.find((entry) => isSame(entry.currency, currency));
      return match?.reference ?? null;
    },
    add(subscription, reference) {
      const { key, currency } = traitsOf(subscription);
      const same = entries.get(key);
      if (same) same.push({ currency, reference });
      else entries.set(key, [{ currency, reference }]);
    },
  };
}

/** An index of what a household has. */
export function indexSubscriptions(
  subscriptions: readonly Subscription[],
  today: CalendarDate,
): DuplicateIndex<string> {
  const index = createDuplicateIndex<string>(today);
  for (const each of subscriptions) index.add(toImportedSubscription(each), each.id);
  return index;
}

function keyOf(name: string, cycle: Cycle | null, amount: string): string {
  const decimal = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
  const length = cycle === null ? 'once' : `${cycle.every} ${cycle.unit}`;
  return `${length} ${decimal} ${foldName(name)}`;
}

function isSame(one: string, other: string): boolean {
  return one === other || one === UNKNOWN_CURRENCY || other === UNKNOWN_CURRENCY;
}
