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
