import type { z } from 'zod';
import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { changeRow } from '#server/rows/change-row.ts';
import { type Page, takePage } from '#server/rows/page.ts';
import type { Today } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addCycles } from '#shared/dates/date-arithmetic.ts';
import { createRateBook, type RateBook } from '#shared/money/conversion.ts';
import { toMoney } from '#shared/money/money.ts';
import type {
  cancelInputSchema,
  listSubscriptionsQuery,
  NewSubscription,
  PatchSubscription,
  pauseInputSchema,
  priceChangeSchema,
  ScheduleItem,
  SubscriptionView,
} from '#shared/schemas/subscription-schemas.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { toSubscriptionView } from '#shared/subscriptions/subscription-view.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';
import { assertReferences, type ReferenceSources, withLiveReferences } from './references.ts';
import { cancel, changePrice, pause, resume } from './subscription-actions.ts';
import { applyPatch, copyOf, toSubscription } from './subscription-changes.ts';
import { filterSubscriptions } from './subscription-filter.ts';
import { subscriptionOrder } from './subscription-order.ts';
import type { SubscriptionRepository } from './subscription-repository.ts';

export interface SubscriptionServiceDeps extends ReferenceSources {
  subscriptions: SubscriptionRepository;
  /** The rates that hold today, for sorting by what things cost. */
  rates: { bookFrom(scope: HouseholdScope, from: CalendarDate): Promise<RateBook> };
  clock: Clock;
  today: Today;
}

/** Which row a change is for; `expected` as `If-Match` said. */
export interface Target {
  id: string;
  expected: number | undefined;
}

export type SubscriptionService = ReturnType<typeof createSubscriptionService>;

const SCHEDULE_YEARS = 10;

export function createSubscriptionService(deps: SubscriptionServiceDeps) {
  const { subscriptions, clock } = deps;
  const now = () => instantOf(clock.now());
  const todayOf = (scope: HouseholdScope) => deps.today(scope.timeZone);

  async function viewOf(scope: HouseholdScope, row: Subscription): Promise<SubscriptionView> {
    const [shown = row] = await withLiveReferences(deps, scope.householdId, [row]);
    return toSubscriptionView(shown, todayOf(scope));
  }

  async function findLive({ householdId }: HouseholdScope, id: string): Promise<Subscription> {
    const row = await subscriptions.find(householdId, id);
    if (!row || row.deletedAt !== null) throw new AppError('not-found');
    return row;
  }

  async function insert(scope: HouseholdScope, row: Subscription): Promise<SubscriptionView> {
    const outcome = await subscriptions.insert(scope.householdId, row);
    // A request that is repeated after a crash finds what its first attempt stored.
    return viewOf(scope, outcome === 'exists' ? await findLive(scope, row.id) : row);
  }

  async function change(
    scope: HouseholdScope,
    target: Target,
    apply: (row: Subscription) => Subscription,
    reach?: 'trash',
  ): Promise<Subscription> {
    return changeRow(subscriptions, {
      householdId: scope.householdId,
      ...target,
      ...(reach ? { reach } : {}),
      change: (row) => {
        const changed = apply(row);
        return changed === row ? row : { ...changed, updatedAt: now() };
      },
    });
  }

  async function act(
    scope: HouseholdScope,
    target: Target,
    apply: (row: Subscription) => Subscription,
  ): Promise<SubscriptionView> {
    return viewOf(scope, await change(scope, target, apply));
  }

  return {
    async list(
      scope: HouseholdScope,
      query: z.output<typeof listSubscriptionsQuery>,
    ): Promise<Page<SubscriptionView>> {
      const today = todayOf(scope);
      const stored = await subscriptions.list(scope.householdId, { trash: query.trash });
      const rows = await withLiveReferences(deps, scope.householdId, stored);
      const rateBook = query.sort.endsWith('monthlyCost')
        ? await deps.rates.bookFrom(scope, today)
        : createRateBook([]);
      const order = subscriptionOrder(query.sort, {
        today,
        baseCurrency: scope.baseCurrency,
        rateBook,
      });
      const { items, nextCursor } = takePage(filterSubscriptions(rows, query, today), order, query);
      return { items: items.map((row) => toSubscriptionView(row, today)), nextCursor };
    },

    async get(scope: HouseholdScope, id: string): Promise<SubscriptionView> {
      return viewOf(scope, await findLive(scope, id));
    },

    async create(
      scope: HouseholdScope,
      id: string,
      input: NewSubscription,
    ): Promise<SubscriptionView> {
      await assertReferences(deps, scope.householdId, input);
      return insert(scope, toSubscription(input, id, now()));
    },

    async duplicate(
      scope: HouseholdScope,
      id: string,
      originalId: string,
    ): Promise<SubscriptionView> {
      return insert(scope, copyOf(await findLive(scope, originalId), id, now()));
    },

    async patch(
      scope: HouseholdScope,
      target: Target,
      patch: PatchSubscription,
    ): Promise<SubscriptionView> {
      await findLive(scope, target.id);
      await assertReferences(deps, scope.householdId, patch);
      return act(scope, target, (row) => applyPatch(row, patch));
    },

    /** Into the trash. */
    async remove(scope: HouseholdScope, target: Target): Promise<void> {
      await change(scope, target, (row) => ({ ...row, deletedAt: now() }));
    },

    async restore(scope: HouseholdScope, target: Target): Promise<SubscriptionView> {
      const restored = await change(
        scope,
        target,
        (row) => (row.deletedAt === null ? row : { ...row, deletedAt: null }),
        'trash',
      );
      return viewOf(scope, restored);
    },

    pause: (scope: HouseholdScope, target: Target, input: z.output<typeof pauseInputSchema>) =>
      act(scope, target, (row) => pause(row, input)),

    resume: (scope: HouseholdScope, target: Target, on: CalendarDate = todayOf(scope)) =>
      act(scope, target, (row) => resume(row, on)),

    cancel: (
      scope: HouseholdScope,
      target: Target,
      { on = todayOf(scope), accessUntil }: z.output<typeof cancelInputSchema>,
    ) => act(scope, target, (row) => cancel(row, { on, accessUntil })),

    changePrice: (
      scope: HouseholdScope,
      target: Target,
      input: z.output<typeof priceChangeSchema>,
    ) => act(scope, target, (row) => changePrice(row, input)),

    async schedule(
      scope: HouseholdScope,
      id: string,
      { from, to }: { from: CalendarDate; to: CalendarDate },
    ): Promise<{ items: ScheduleItem[] }> {
      const row = await findLive(scope, id);
      if (to > addCycles(from, { every: SCHEDULE_YEARS, unit: 'year' }, 1)) {
        throw invalidInput('/query/to', `must lie within ${SCHEDULE_YEARS} years after \`from\``);
      }
      return {
        items: occurrencesBetween(row, from, to).map((dueOn) => {
          const { amountMinor, currency } = phaseOn(row.prices, dueOn);
          return {
            dueOn,
            chargedOn: chargeDate(dueOn, row.weekendRule),
            amount: toMoney(amountMinor, currency),
          };
        }),
      };
    },
  };
}
