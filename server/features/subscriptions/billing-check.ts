import { pointerTo } from '#server/http/input-validation.ts';
import { AppError } from '#shared/app-error.ts';
import { checkBillingFacts } from '#shared/subscriptions/check-facts.ts';
import { type PriceInput, toPriceInputs } from '#shared/subscriptions/price-input.ts';
import type { BillingFacts } from '#shared/subscriptions/subscription.ts';

/**
 * Refuses facts that do not fit together.
 * @param rename maps the path of a fault to the field of the request that caused it
 * @throws AppError `invalid-input`
 */
export function assertFactsFit(
  facts: BillingFacts,
  {
    prices = toPriceInputs(facts.prices),
    rename = (path) => path,
  }: {
    prices?: readonly PriceInput[];
    rename?: (path: readonly (string | number)[]) => readonly (string | number)[];
  } = {},
): void {
  const faults = checkBillingFacts({ ...facts, prices });
  if (faults.length === 0) return;
  throw new AppError('invalid-input', {
    errors: faults.map(({ path, message }) => ({
      pointer: pointerTo(rename(path)),
      detail: message,
    })),
  });
}
