import type { CalendarDate } from '#shared/dates/calendar-date.ts';

/** Those that publish exchange rates for everybody, as `RATE_PROVIDERS` names them and people do. */
export const RATE_PROVIDER_TITLES = {
  ecb: 'European Central Bank',
  frankfurter: 'Frankfurter',
  'open-er-api': 'ExchangeRate-API',
} as const;
export type RateProviderName = keyof typeof RATE_PROVIDER_TITLES;
export const RATE_PROVIDER_NAMES = Object.keys(RATE_PROVIDER_TITLES) as RateProviderName[];

/** What people call it; of one that no version knows any more, what it was stored under. */
export function titleOfProvider(name: string): string {
  return Object.hasOwn(RATE_PROVIDER_TITLES, name)
    ? RATE_PROVIDER_TITLES[name as RateProviderName]
    : name;
}

/** What one euro was worth on a day. */
export interface ProvidedRates {
  readonly on: CalendarDate;
  /** By currency, without EUR: decimals above 0, digit by digit as they were published. */
  readonly perEuro: ReadonlyMap<string, string>;
}

/** One question to a provider. Pure: the feature asks it through the egress client. */
export interface RateQuestion {
  readonly url: string;
  readonly accept: string;
  /** Of the answer; several times what is usual. */
  readonly maxBytes: number;
  /**
   * Days in ascending order, at least one; currencies that are not in ISO 4217 are left out.
   * @throws UnreadableRates for whatever else is not as the provider describes it
   */
  read(body: Uint8Array): ProvidedRates[];
}

/** How one provider is asked, and what its answers mean. */
export interface RateProvider {
  readonly name: RateProviderName;
  /** Where people read about it. */
  readonly homepage: string;
  /** The newest day that it has published. */
  readonly newest: RateQuestion;
  /** Every day that it has published from one on; null: it tells the newest only. */
  readonly history: ((from: CalendarDate) => RateQuestion) | null;
}

/** In words for whoever runs the installation; nothing of the answer is repeated. */
export class UnreadableRates extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'UnreadableRates';
  }
}
