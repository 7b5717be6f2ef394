import type { RateProvider } from '#server/adapters/rates/rates.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { type Page, type PageRequest, takePage } from '#server/page.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { RateRepository } from './rate-repository.ts';

export interface RateServiceDeps {
  rates: RateRepository;
  provider: RateProvider;
}

export type RateService = ReturnType<typeof createRateService>;

export function createRateService({ rates, provider }: RateServiceDeps) {
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

    /** Everything known for converting what is charged from `from` to `to`. */
    async ratesFor(
      { householdId, baseCurrency }: HouseholdScope,
      from: CalendarDate,
      to: CalendarDate,
    ): Promise<Rate[]> {
      const [manual, provided] = await Promise.all([
        rates.list(householdId),
        provider.ratesFor(baseCurrency, from, to),
      ]);
      return [...manual, ...provided];
    },
  };
}
