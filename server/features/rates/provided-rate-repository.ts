import type { CalendarDate } from '#shared/dates/calendar-date.ts';

/** What a provider said of one day, as far as it was needed and believed. */
export interface RateSheet {
  provider: string;
  on: CalendarDate;
  fetchedAt: string;
  /** What one euro was worth, by currency: decimals as they were published. */
  perEuro: Readonly<Record<string, string>>;
  /** What was not believed, because it had moved too far. */
  heldBack: readonly HeldBackRate[];
}

export interface HeldBackRate {
  currency: string;
  /** For one euro. */
  rate: string;
  /** The last one that was believed, and its day. */
  before: string;
  beforeOn: CalendarDate;
}

/** How a provider answered last. Instants are ISO 8601 in UTC. */
export interface RateProviderState {
  provider: string;
  /** When it last gave rates that could be read; null: never. */
  answeredAt: string | null;
  /** Set while its last answer was of no use. */
  faultAt: string | null;
  faultWords: string | null;
}

/**
 * Exchange rates from outside, the same for all households: this alone has no household's id.
 * A sheet is never changed, and none is ever deleted: what was converted by it stays true.
 */
export interface ProvidedRateRepository {
  /** Those whose provider and day are there already are left as they are. */
  insertNew(sheets: readonly RateSheet[]): Promise<void>;
  /** Those of a day and of later ones, ascending by day, then provider. */
  list(from: CalendarDate): Promise<RateSheet[]>;
  /** The provider's newest one before a day, or of all. */
  findNewest(provider: string, before?: CalendarDate): Promise<RateSheet | null>;
  /** By name. Written after sheets are there, so that whoever sees a change finds them. */
  listStates(): Promise<RateProviderState[]>;
  /** Inserts or replaces. */
  putState(state: RateProviderState): Promise<void>;
}
