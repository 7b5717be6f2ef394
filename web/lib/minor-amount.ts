/**
 * The minor units of an amount that the API answered: it always has all decimals of its currency.
 * Totals may have more digits than `parseAmount` takes for one price.
 */
export function minorAmount({ amount }: { amount: string }): bigint {
  return BigInt(amount.replace('.', ''));
}
