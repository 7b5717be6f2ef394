import type { RateProvider } from '#server/adapters/rates/rates.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { type Page, type PageRequest, takePage } from '#server/rows/page.ts';
import type { Today } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { createRateBook, firstOf, type RateBook } from '#shared/money/conversion.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { ProvidedRatesView } from '#shared/schemas/rate-schemas.ts';
import { describeProvided } from './describe-provided.ts';
import type { ProvidedRateRepository } from './provided-rate-repository.ts';
import type { ProvidedRates } from './provided-rates.ts';
import type { RateRepository } from './rate-repository.ts';

export interface RateServiceDeps {
  rates: RateRepository;
  repository: Pick<ProvidedRateRepository, 'findNewest' | 'listStates'>;
  provided: Pick<ProvidedRates, 'bookFrom' | 'tableFrom'>;
  /** Those that are asked, in order. */
  providers: readonly RateProvider[];
  today: Today;
  /** When they are asked next, at the earliest; null: never. */
  nextRefresh(): string | null;
}

export type RateService = ReturnType<typeof createRateService>;

export function createRateService(deps: RateServiceDeps) {
  const { rates, provided } = deps;
  const order = {
    name: 'pair',
    isDescending: false,
    keyOf: (rate: Rate) => [0, rate.from + rate.to] as const,
    idOf: ({ on }: Rate) => on,
  };

  return {
    /** What the household entered by hand, by pair and day. */
    async list({ householdId }: HouseholdScope, request: PageRequest): Promise<Page<Rate>> {
      return takePage(await rates.list(householdId), order, request);
    },

    async put(
      { householdId }: HouseholdScope,
      { from, to, rate, on }: Omit<Rate, 'source'>,
    ): Promise<Rate> {
      if (from === to) throw invalidInput('/params/to', 'must be another currency than `from`');
      const entered: Rate = { from, to, rate, on, source: 'manual' };
      await rates.put(householdId, entered);
      return entered;
    },

    async remove(
      { householdId }: HouseholdScope,
      { from, to, on }: Pick<Rate, 'from' | 'to' | 'on'>,
    ): Promise<void> {
      if (!(await rates.delete(householdId, from, to, on))) throw new AppError('not-found');
    },

    /** Everything known for converting what is charged on a day or later. */
    async bookFrom({ householdId }: HouseholdScope, from: CalendarDate): Promise<RateBook> {
      const [manual, book] = await Promise.all([rates.list(householdId), provided.bookFrom(from)]);
      return manual.length === 0 ? book : firstOf([createRateBook(manual), book]);
    },

    /** What comes from outside: who gave it, of when it is, and what is wrong with it. */
    async provided({
      householdId,
      baseCurrency,
      timeZone,
    }: HouseholdScope): Promise<ProvidedRatesView> {
      const today = deps.today(timeZone);
      const [manual, book, table, states, newest] = await Promise.all([
        rates.list(householdId),
        provided.bookFrom(today),
        provided.tableFrom(today),
        deps.repository.listStates(),
        Promise.all(deps.providers.map(({ name }) => deps.repository.findNewest(name))),
      ]);
      return describeProvided({
        baseCurrency,
        today,
        book,
        manual: createRateBook(manual),
        currencies: table.currencies,
        providers: deps.providers,
        states,
        newest,
        nextRefreshAt: deps.nextRefresh(),
      });
    },
  };
}
