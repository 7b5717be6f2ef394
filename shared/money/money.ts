import { minorDigits } from './currencies.ts';

/** With 3 decimals 10^15 − 1 minor units, which a safe integer holds. */
const MOST_INTEGER_DIGITS = 12;
const SEPARATOR = /[\s,'’_٬]/u;

/**
 * What is wrong with an amount as it stands on the wire (`15.49`), in words that continue
 * "amount …", or null. It must have digits, at most 12 before the point and at most as many after
 * it as the currency has decimals.
 * @throws RangeError if the currency does not exist
 */
export function checkAmount(amount: string, currency: string): string | null {
  const decimals = minorDigits(currency);
  const match = /^(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return faultOfForm(amount);
  const [, whole = '', fraction = ''] = match;
  if (whole.length > MOST_INTEGER_DIGITS) {
    return `must have at most ${MOST_INTEGER_DIGITS} digits before the point`;
  }
  if (fraction.length <= decimals) return null;
  return decimals === 0
    ? `must not have decimals: ${currency} has none`
    : `must have at most ${decimals} decimals: ${currency} has no more`;
}

function faultOfForm(amount: string): string {
  if (amount.trim() === '') return 'must not be empty';
  if (/^\s*[-+−]/u.test(amount)) return 'must not have a sign';
  if (/^[\d.]+e[-+]?\d+$/i.test(amount)) return 'must not have an exponent';
  if (/\d/.test(amount) && SEPARATOR.test(amount)) {
    return 'must not have a thousands separator, and a point before the decimals';
  }
  return 'must be a decimal number such as 15.49';
}

/**
 * The minor units of an amount: `15.49` EUR is 1549.
 * @throws RangeError if {@link checkAmount} would object, or the currency does not exist
 */
export function parseAmount(amount: string, currency: string): number {
  const fault = checkAmount(amount, currency);
  if (fault) throw new RangeError(`The amount ${JSON.stringify(amount)} ${fault}`);
  const [whole = '', fraction = ''] = amount.split('.');
  return Number(whole + fraction.padEnd(minorDigits(currency), '0'));
}

/**
 * The amount as it stands on the wire, with all decimals of the currency: 1549 is `15.49` EUR.
 * @param minor an integer count of minor units; totals may exceed what {@link parseAmount} takes
 * @throws RangeError if the currency does not exist
 */
export function formatAmount(minor: number | bigint, currency: string): string {
  const decimals = minorDigits(currency);
  const text = minor.toString();
  if (decimals === 0) return text;
  if (text.length > decimals && !text.startsWith('-')) {
    return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
  }
  const sign = text.startsWith('-') ? '-' : '';
  const figures = text.slice(sign.length).padStart(decimals + 1, '0');
  const point = figures.length - decimals;
  return `${sign}${figures.slice(0, point)}.${figures.slice(point)}`;
}

/** {@link formatAmount} beside its currency. */
export function toMoney(
  minor: number | bigint,
  currency: string,
): { amount: string; currency: string } {
  return { amount: formatAmount(minor, currency), currency };
}
