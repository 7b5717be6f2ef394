/**
 * A date of the proleptic Gregorian calendar, ISO 8601 `YYYY-MM-DD`, years 1000 to 9999.
 * Strings of this form sort and compare as the dates do.
 */
export type CalendarDate = `${number}-${number}-${number}`;

/** Days since 1970-01-01, which is day 0. */
export type EpochDay = number;

export interface DateParts {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

const FORM = /^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAYS_IN_ERA = 146_097;

/** Gregorian: every fourth year, of the centuries every fourth. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** @param month 1 to 12 */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] as number);
}

/** Whether the value is a date that exists: `2026-02-30` is not. */
export function isCalendarDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  const { year, month, day } = partsOf(value as CalendarDate);
  return day <= daysInMonth(year, month);
}

/** The numbers of a date that exists; anything else gives nonsense, see {@link isCalendarDate}. */
export function partsOf(date: CalendarDate): DateParts {
  return { year: digits(date, 0, 4), month: digits(date, 5, 7), day: digits(date, 8, 10) };
}

/** @throws RangeError outside the years 1000 to 9999. */
export function fromParts({ year, month, day }: DateParts): CalendarDate {
  if (year < 1000 || year > 9999) throw new RangeError(`The year ${year} is out of range`);
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as CalendarDate;
}

/** Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function toEpochDay(date: CalendarDate): EpochDay {
  const { year, month, day } = partsOf(date);
  return epochDayOf(year, month, day);
}

/** Years from 0; `| 0` truncates, and lets the compiler divide integers without floating point. */
export function epochDayOf(year: number, month: number, day: number): EpochDay {
  const shifted = month <= 2 ? year - 1 : year;
  const era = (shifted / 400) | 0;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - 719_468;
}

/**
 * The inverse of {@link toEpochDay}.
 * @throws RangeError outside the years 1000 to 9999.
 */
export function fromEpochDay(epochDay: EpochDay): CalendarDate {
  return fromParts(partsOfEpochDay(epochDay));
}

/** Civil from days, after the same paper; years from 0. */
export function partsOfEpochDay(epochDay: EpochDay): DateParts {
  const shifted = epochDay + 719_468;
  const era = (shifted / DAYS_IN_ERA) | 0;
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leapDays = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const shiftedMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const day = dayOfYear - (((153 * shiftedMonth + 2) / 5) | 0) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function isoWeekday(epochDay: EpochDay): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}
