import { fromEpochDay } from '#shared/dates/calendar-date.ts';
import { FIRST_DAY, LAST_DAY } from '#shared/dates/date-arithmetic.ts';

/** Instants are dates in the database, so that its tools can compare and show them. */
export function toDate(instant: string): Date;
export function toDate(instant: string | null): Date | null;
export function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}

/** …and ISO 8601 in UTC, to the millisecond, at the port. */
export function toInstant(date: Date): string;
export function toInstant(date: Date | null): string | null;
export function toInstant(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/**
 * {@link toInstant} of milliseconds since 1970, without a `Date` for each. Neighbouring rows were
 * often made at the same moment, and are seldom changed: what was written last is remembered.
 */
export function toInstantText(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) {
    last.text = writeInstant(milliseconds);
    last.milliseconds = milliseconds;
  }
  return last.text;
}

const DAY = 86_400_000;
const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));
const last = { milliseconds: Number.NaN, text: '' };

function writeInstant(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY);
  if (day < FIRST_DAY || day > LAST_DAY) return new Date(milliseconds).toISOString();
  const ofDay = milliseconds - day * DAY;
  const seconds = (ofDay / 1_000) | 0;
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  const fraction = String(1_000 + ofDay - seconds * 1_000).slice(1);
  const rest = `${TWO_DIGITS[minutes - hours * 60]}:${TWO_DIGITS[seconds - minutes * 60]}`;
  return `${fromEpochDay(day)}T${TWO_DIGITS[hours]}:${rest}.${fraction}Z`;
}
