import type { z } from 'zod';
import { checkAmount, parseAmount, toMoney } from '#shared/money/money.ts';
import { currenciesOf } from './currency-symbols.ts';
import type { CurrencyHint, Fault } from './import-source.ts';
import {
  type ImportedSubscription,
  type ImportedSubscriptionInput,
  importedSubscriptionSchema,
} from './imported-subscription.ts';
import { UNKNOWN_CURRENCY } from './unknown-currency.ts';

/** Checks an amount whose currency is open: no currency in use has more decimals. */
const MOST_DECIMALS = 'KWD';

export interface Checked {
  subscription: ImportedSubscription | null;
  faults: Fault[];
}

/**
 * Holds what was read against the rules that hold for every subscription. Prices come out dated and
 * with all decimals of their currency.
 */
export function checkImported(input: unknown): Checked {
  const result = importedSubscriptionSchema.safeParse(input);
  if (!result.success) return { subscription: null, faults: faultsOf(result.error.issues) };
  const { categoryId: _category, paymentMethodId: _method, prices, ...facts } = result.data;
  const phases = prices.map(({ from = facts.anchor, amount, currency }) => ({
    from,
    ...toMoney(parseAmount(amount, currency), currency),
  }));
  return { subscription: { ...facts, prices: phases }, faults: [] };
}

/** As {@link checkImported}, where the file only hints at the currency of the prices. */
export function checkImportedWithHint(
  input: ImportedSubscriptionInput,
  hint: CurrencyHint,
): Checked {
  const { subscription, faults } = checkImported(withCurrency(input, MOST_DECIMALS));
  if (!subscription) return { subscription, faults };
  const amounts = input.prices.map(({ amount }) => amount);
  const candidates = candidatesOf(hint);
  if (candidates.length > 0 && !candidates.some((currency) => fits(amounts, currency))) {
    const detail = `${amounts.join(', ')} is no amount in ${candidates.join(', ')}`;
    return { subscription: null, faults: [{ field: 'price', detail }] };
  }
  const prices = subscription.prices.map(({ from }, at) => ({
    from,
    amount: amounts[at] ?? '',
    currency: UNKNOWN_CURRENCY,
  }));
  return { subscription: { ...subscription, prices }, faults: [] };
}

/** What the hint may mean, most likely first; empty if it may be anything. */
export function candidatesOf({ kind, symbol }: CurrencyHint): readonly string[] {
  return kind === 'currency-symbol' ? currenciesOf(symbol) : [];
}

/** Whether all of these are amounts in the currency. */
export function fits(amounts: readonly string[], currency: string): boolean {
  return amounts.every((amount) => checkAmount(amount, currency) === null);
}

/** A field that nobody knows is named itself, not its parent. */
export function faultsOf(issues: readonly z.core.$ZodIssue[]): Fault[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: fieldOf([...issue.path, key]),
          detail: 'is not a known field',
        }))
      : [{ field: fieldOf(issue.path), detail: issue.message }],
  );
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('/');
}

function withCurrency(
  facts: ImportedSubscriptionInput,
  currency: string,
): ImportedSubscriptionInput {
  return { ...facts, prices: facts.prices.map((price) => ({ ...price, currency })) };
}
