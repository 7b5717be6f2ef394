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
