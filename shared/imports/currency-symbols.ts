import { isCurrency } from '#shared/money/currencies.ts';

/**
 * The currencies that a symbol may mean, most likely first. Symbols are those that Wallos's list
 * of currencies carries (where 9 of 33 share theirs with another) and other usual ones. A symbol
 * that many currencies claim but one owns by far (`£`) stands for that one.
 */
const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD SGD HKD MXN BRL TWD ARS CLP COP',
  '¥': 'JPY CNY',
  '￥': 'CNY JPY',
  kr: 'SEK NOK DKK ISK',
  '€': 'EUR',
  '£': 'GBP',
  Fr: 'CHF',
  SFr: 'CHF',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  S$: 'SGD',
  HK$: 'HKD',
  NT$: 'TWD',
  Mex$: 'MXN',
  MX$: 'MXN',
  R$: 'BRL',
  R: 'ZAR',
  RM: 'MYR',
  Rp: 'IDR',
  Rs: 'INR PKR LKR NPR',
  Kč: 'CZK',
  Ft: 'HUF',
  zł: 'PLN',
  lei: 'RON MDL',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '₹': 'INR',
  '₩': 'KRW KPW',
  '₱': 'PHP',
  '฿': 'THB',
  '₴': 'UAH',
  '₫': 'VND',
  '₦': 'NGN',
  '₵': 'GHS',
  '₸': 'KZT',
  '₾': 'GEL',
  '֏': 'AMD',
  '₼': 'AZN',
  '₡': 'CRC',
  '₲': 'PYG',
  '₮': 'MNT',
  '៛': 'KHR',
  '₭': 'LAK',
  '৳': 'BDT',
};
const BY_SYMBOL: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(SYMBOLS).map(([symbol, codes]) => [fold(symbol), codes.split(' ')]),
);
/** Nobody is likely to mean one of these rather than another. */
const WITHOUT_FAVOURITE = new Set([fold('kr')]);

/** The currencies that a symbol or code may mean, most likely first; empty if nobody knows it. */
export function currenciesOf(symbol: string): readonly string[] {
  const code = symbol.toUpperCase();
  if (isCurrency(code)) return [code];
  return BY_SYMBOL.get(fold(symbol)) ?? [];
}

/** Which of the currencies a household most likely means by a symbol, if any is likely. */
export function likelyCurrency(
  symbol: string,
  options: readonly string[],
  baseCurrency: string,
): string | null {
  if (options.includes(baseCurrency)) return baseCurrency;
  return WITHOUT_FAVOURITE.has(fold(symbol)) ? null : (options[0] ?? null);
}

function fold(symbol: string): string {
  return symbol.replace(/\.$/, '').toLowerCase();
}
