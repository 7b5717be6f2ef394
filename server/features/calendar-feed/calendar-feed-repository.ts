export interface CalendarFeed {
  /** SHA-256 of the token, hex. */
  tokenHash: string;
  createdAt: string;
}

/** At most one feed for each household. */
export interface CalendarFeedRepository {
  find(householdId: string): Promise<CalendarFeed | null>;
  /** The way in for the calendar program, which knows only the token. */
  findHouseholdByTokenHash(tokenHash: string): Promise<string | null>;
  /** Replaces the present one: its address stops working. */
  put(householdId: string, feed: CalendarFeed): Promise<void>;
  delete(householdId: string): Promise<boolean>;
}
