/** ISO 4217 list one, without funds, metals, accounting units, XTS (testing) and XXX (none). */
const TWO_DECIMALS =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
  'CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD ' +
  'HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA ' +
  'MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN ' +
  'QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP ' +
  'TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';

const DIGITS: ReadonlyMap<string, number> = new Map(
  [
    ...TWO_DECIMALS.split(' ').map((code) => [code, 2] as const),
    ...NO_DECIMALS.split(' ').map((code) => [code, 0] as const),
    ...THREE_DECIMALS.split(' ').map((code) => [code, 3] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** The codes of all currencies in use, in alphabetical order. Source: ISO 4217, list one. */
export const CURRENCY_CODES: readonly string[] = [...DIGITS.keys()];

/** Whether the value is the code of a currency in use, in capitals. */
export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && DIGITS.has(value);
}

/**
 * How many decimals the currency has: 0, 2 or 3. They are ISO's, which payments follow; those of
 * CLDR (`Intl`) differ, as they say how amounts are usually shown.
 * @throws RangeError for what {@link isCurrency} refuses
 */
export function minorDigits(currency: string): number {
  const digits = DIGITS.get(currency);
  if (digits === undefined) throw new RangeError(`${currency} is not a currency`);
  return digits;
}
