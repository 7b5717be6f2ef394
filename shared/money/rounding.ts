/**
 * The integer nearest to `numerator / denominator`; of two equally near, the one further from 0.
 * @param denominator above 0
 */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n;
  const magnitude = isNegative ? -numerator : numerator;
  const quotient = (magnitude * 2n + denominator) / (denominator * 2n);
  return isNegative ? -quotient : quotient;
}

/**
 * `amount × times ÷ divisor`, exact and then rounded as {@link divideRounded} does: a number where
 * no step leaves the safe integers, which is several times as quick, else a bigint.
 * @param times a whole number above 0
 * @param divisor a whole number above 0
 */
export function scaleRounded(
  amount: number | bigint,
  times: number,
  divisor: number,
): number | bigint {
  if (typeof amount === 'number' && amount >= 0) {
    const numerator = amount * times * 2 + divisor;
    const denominator = divisor * 2;
    if (numerator <= Number.MAX_SAFE_INTEGER) {
      return (numerator - (numerator % denominator)) / denominator;
    }
  }
  return divideRounded(BigInt(amount) * BigInt(times), BigInt(divisor));
}
