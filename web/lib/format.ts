import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import { isCurrency, minorDigits } from '#shared/money/currencies.ts';
import type { Money } from '#shared/schemas/primitives.ts';

const DAY_MS = 86_400_000;

export type Formatter = ReturnType<typeof createFormatter>;

/** Numbers, money and dates as a person of the locale writes them. Nothing passes through a float. */
export function createFormatter(locale: string) {
  const numbers = new Map<string, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();

  function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return remembered(numbers, options, () => new Intl.NumberFormat(locale, options));
  }

  // A calendar date has no time zone: it is read as midnight UTC and written in UTC.
  function writeDate(date: CalendarDate, options: Intl.DateTimeFormatOptions): string {
    const format = remembered(
      dates,
      options,
      () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }),
    );
    return format.format(toEpochDay(date) * DAY_MS);
  }

  return {
    locale,
    /** `15,49 €`: always with the decimals of the currency. */
    money: ({ amount, currency }: Money) =>
      // Intl takes decimal strings as they are; its types know only literals of that form.
      numberFormat(moneyOptions(currency)).format(amount as Intl.StringNumericLiteral),
    /** Without decimals, for axes and other places where the exact amount stands nearby. */
    roundedMoney: ({ amount, currency }: Money) =>
      numberFormat({
        style: 'currency',
        currency,
        minimumFractionDigits: 0,
        maximumFractionDigits: 0,
      }).format(amount as Intl.StringNumericLiteral),
    /** The pieces of {@link money}, so that a heading can set the decimals smaller. */
    moneyParts: ({ amount, currency }: Money) =>
      numberFormat(moneyOptions(currency)).formatToParts(amount as Intl.StringNumericLiteral),
    number: (value: number) => numberFormat({}).format(value),
    /** @param share 0.25 is 25 % */
    percent: (share: number) =>
      numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(share),
    /** A change: 0.25 is `+25 %` */
    signedPercent: (share: number) =>
      numberFormat({
        style: 'percent',
        maximumFractionDigits: 0,
        signDisplay: 'exceptZero',
      }).format(share),
    /** `20 Nov 2026` */
    date: (date: CalendarDate) =>
      writeDate(date, { day: 'numeric', month: 'short', year: 'numeric' }),
    /** `20 Nov` */
    dayAndMonth: (date: CalendarDate) => writeDate(date, { day: 'numeric', month: 'short' }),
    /** `Friday, 20 November` */
    longDay: (date: CalendarDate) =>
      writeDate(date, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** `Friday, 20 November 2026` */
    fullDate: (date: CalendarDate) =>
      writeDate(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** `Fri` */
    weekday: (date: CalendarDate) => writeDate(date, { weekday: 'short' }),
    /** `Friday` */
    longWeekday: (date: CalendarDate) => writeDate(date, { weekday: 'long' }),
    /** `20` */
    dayOfMonth: (date: CalendarDate) => writeDate(date, { day: 'numeric' }),
    /** `November 2026`, from `2026-11` */
    monthAndYear: (month: string) =>
      writeDate(`${month}-01` as CalendarDate, { month: 'long', year: 'numeric' }),
    /** `November` */
    month: (month: string) => writeDate(`${month}-01` as CalendarDate, { month: 'long' }),
    /** `Nov` */
    shortMonth: (month: string) => writeDate(`${month}-01` as CalendarDate, { month: 'short' }),
    /** An instant (`createdAt`), in the time zone of the household. */
    instant: (instant: string, timeZone: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
        new Date(instant),
      ),
    /** `10:02`: milliseconds since 1970, in the time zone of the household. */
    time: (instant: number, timeZone: string) =>
      new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(instant),
    /** `Euro`, from `EUR` */
    currencyName: (currency: string) =>
      new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency,
    /** `A, B and C` */
    list: (items: readonly string[]) => new Intl.ListFormat(locale).format(items),
  };
}

// The decimals are those that are really paid, not CLDR's, which hide some. The symbol is not the
// narrow one: `$` alone could be Canadian.
function moneyOptions(currency: string): Intl.NumberFormatOptions {
  if (!isCurrency(currency)) return { style: 'currency', currency };
  const digits = minorDigits(currency);
  return {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
}

function remembered<Format>(known: Map<string, Format>, options: object, make: () => Format) {
  const key = JSON.stringify(options);
  const format = known.get(key) ?? make();
  known.set(key, format);
  return format;
}
