import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { convert } from '#shared/money/conversion.ts';
import { minorDigits } from '#shared/money/currencies.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Money } from '#shared/schemas/primitives.ts';

const UNITS = 100;
const DECIMAL = /^(0|[1-9]\d{0,11})(\.\d{1,10})?$/;

/** What 100 units come to at a rate, null unless it is one. */
export function rateExample(
  rate: string,
  from: string,
  to: string,
): { given: Money; result: Money } | null {
  if (from === to || !DECIMAL.test(rate) || Number(rate) === 0) return null;
  const given = BigInt(UNITS) * 10n ** BigInt(minorDigits(from));
  // Its day does not matter for converting.
  const on: CalendarDate = '2000-01-01';
  const conversion = { rate: { from, to, rate, on, source: 'manual' }, isInverse: false };
  return {
    given: toMoney(given, from),
    result: toMoney(convert(given, conversion, from, to), to),
  };
}
