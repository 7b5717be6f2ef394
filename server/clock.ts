/** The only way to the time. Wired to the system; tests set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The instant as it is stored and sent: ISO 8601 in UTC with `Z`. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
