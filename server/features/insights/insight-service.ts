import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import type { Today } from '#server/today.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import { buildCalendar } from '#shared/insights/calendar.ts';
import { buildForecast } from '#shared/insights/forecast.ts';
import type { HouseholdData } from '#shared/insights/household-data.ts';
import { buildSummary } from '#shared/insights/summary.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { Calendar, Forecast, Summary } from '#shared/schemas/insight-schemas.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

export interface InsightServiceDeps {
  subscriptions: { list(householdId: string): Promise<Subscription[]> };
  payments: { list(householdId: string): Promise<PaymentRecord[]> };
  categories: { listIds(householdId: string): Promise<readonly string[]> };
  rates: { bookFrom(scope: HouseholdScope, from: CalendarDate): Promise<RateBook> };
  today: Today;
}

export type InsightService = ReturnType<typeof createInsightService>;

const CALENDAR_DAYS = 400;

export function createInsightService(deps: InsightServiceDeps) {
  /** @param from the first day of interest; rates of later days than today are not known yet. */
  async function load(scope: HouseholdScope, from: CalendarDate): Promise<HouseholdData> {
    const { householdId, baseCurrency } = scope;
    const today = deps.today(scope.timeZone);
    const [subscriptions, payments, categoryIds, rateBook] = await Promise.all([
      deps.subscriptions.list(householdId),
      deps.payments.list(householdId),
      deps.categories.listIds(householdId),
      deps.rates.bookFrom(scope, from < today ? from : today),
    ]);
    return {
      baseCurrency,
      today,
      subscriptions: withLiveCategories(subscriptions, new Set(categoryIds)),
      payments,
      rateBook,
    };
  }

  async function loadMonth(scope: HouseholdScope): Promise<HouseholdData> {
    return load(scope, startOfMonth(deps.today(scope.timeZone)));
  }

  return {
    async calendar(
      scope: HouseholdScope,
      { from, to }: { from: CalendarDate; to: CalendarDate },
    ): Promise<Calendar> {
      if (daysBetween(from, to) >= CALENDAR_DAYS) {
        throw invalidInput('/query/to', `must lie within ${CALENDAR_DAYS} days from \`from\` on`);
      }
      return buildCalendar(await load(scope, from), from, to);
    },

    async forecast(scope: HouseholdScope, months: number): Promise<Forecast> {
      return buildForecast(await loadMonth(scope), months);
    },

    async summary(scope: HouseholdScope): Promise<Summary> {
      return buildSummary(await loadMonth(scope));
    },
  };
}

/** A category in the trash counts as none. */
function withLiveCategories(
  subscriptions: readonly Subscription[],
  live: ReadonlySet<string>,
): Subscription[] {
  return subscriptions.map((row) =>
    row.categoryId === null || live.has(row.categoryId) ? row : { ...row, categoryId: null },
  );
}
