/** Thousands, and India's lakhs: groups of two before the last three. */
const GROUPED = /^\d{1,3}(?:(?:\.\d{2,3})*\.\d{3}|(?:,\d{2,3})*,\d{3})$/;

/**
 * The wire's decimal string for what a person typed: `1.234,5` in German is `1234.5`. Both common
 * separators are understood where only one reading makes sense. What is no amount comes back
 * trimmed, for validation to object to.
 */
export function amountFromText(text: string, locale: string): string {
  const { decimal, group, digits } = symbolsOf(locale);
  const plain = text
    .trim()
    .replace(/\p{Nd}/gu, (digit) => (digits.has(digit) ? String(digits.get(digit)) : digit))
    .replace(/[\s'’٬\p{Sc}]/gu, '')
    .replaceAll('٫', decimal);
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(plain)) return text.trim();
  const point = decimalPointIn(plain, decimal, group);
  const grouped = (point === -1 ? plain : plain.slice(0, point)) || '0';
  if (!/^\d+$/.test(grouped) && !GROUPED.test(grouped)) return text.trim();
  const whole = grouped.replace(/[.,]/g, '');
  const fraction = point === -1 ? '' : plain.slice(point + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** How the locale writes the decimals of an amount; no grouping, it is meant for editing. */
export function amountToText(amount: string, locale: string): string {
  return /^\d+\.\d+$/.test(amount) ? amount.replace('.', symbolsOf(locale).decimal) : amount;
}

/** Where the decimals begin, -1 if there are none. */
function decimalPointIn(plain: string, decimal: string, group: string): number {
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last === -1) return -1;
  const separator = plain[last] as string;
  const isMixed = plain.includes('.') && plain.includes(',');
  const isRepeated = plain.indexOf(separator) !== last;
  if (isRepeated) return isMixed ? last : -1;
  if (isMixed || separator === decimal) return last;
  // `1.500` in a locale that groups with the point, but `15.49` can only mean decimals.
  return separator === group && plain.length - last === 4 ? -1 : last;
}

function symbolsOf(locale: string) {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(123_456.7);
  const symbol = (type: string) => parts.find((part) => part.type === type)?.value;
  const decimal = symbol('decimal') === ',' ? ',' : '.';
  const digitsOfLocale = new Intl.NumberFormat(locale, { useGrouping: false });
  const digits = new Map([...Array(10).keys()].map((n) => [digitsOfLocale.format(n), n]));
  return { decimal, group: symbol('group') ?? '', digits };
}
