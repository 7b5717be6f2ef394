import { type RateProvider, titleOfProvider } from '#server/adapters/rates/rates.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { ProvidedRatesView } from '#shared/schemas/rate-schemas.ts';
import type { RateProviderState, RateSheet } from './provided-rate-repository.ts';

export interface ProvidedFacts {
  baseCurrency: string;
  today: CalendarDate;
  book: RateBook;
  /** What the household entered by hand. */
  manual: RateBook;
  currencies: readonly string[];
  providers: readonly RateProvider[];
  states: readonly RateProviderState[];
  /** Of each provider the newest. */
  newest: readonly (RateSheet | null)[];
  nextRefreshAt: string | null;
}

/** Over weekends and holidays nobody publishes: beyond this something is wrong. */
const STALE_AFTER_DAYS = 4;

export function describeProvided(facts: ProvidedFacts): ProvidedRatesView {
  const { baseCurrency, today, book, manual, states, newest } = facts;
  // Somebody east of here may have begun the next day.
  const ageOf = (on: CalendarDate) => Math.max(0, daysBetween(on, today));
  const isStale = (on: CalendarDate) => ageOf(on) > STALE_AFTER_DAYS;

  const rates = ['EUR', ...facts.currencies].sort().flatMap((currency) => {
    if (currency === baseCurrency) return [];
    const found = book.rateOn(currency, baseCurrency, today, today);
    if (!found) return [];
    const { rate } = found;
    const isOverridden = manual.rateOn(currency, baseCurrency, today, today) !== null;
    return [
      { currency, ...rate, ageInDays: ageOf(rate.on), isStale: isStale(rate.on), isOverridden },
    ];
  });

  const providers = facts.providers.map(({ name, homepage }, at) => {
    const state = states.find(({ provider }) => provider === name);
    const on = newest[at]?.on ?? null;
    return {
      name,
      title: titleOfProvider(name),
      homepage,
      newestOn: on,
      ageInDays: on && ageOf(on),
      answeredAt: state?.answeredAt ?? null,
      fault:
        state?.faultAt && state.faultWords !== null
          ? { at: state.faultAt, words: state.faultWords }
          : null,
    };
  });

  const heldBack = newest
    .filter((sheet) => sheet !== null)
    .flatMap(({ provider, on, heldBack: held }) =>
      held.map((each) => ({ source: titleOfProvider(provider), on, ...each })),
    );
  return { providers, rates, heldBack, nextRefreshAt: facts.nextRefreshAt };
}
