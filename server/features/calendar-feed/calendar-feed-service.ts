import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CachedReply, ReplyCache } from '#server/adapters/cache/cache.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import { contentTag } from '#server/http/content-tag.ts';
import { hashToken, isToken, newToken } from '#server/secrets/secret-token.ts';
import type { Today } from '#server/today.ts';
import type { Household } from '#shared/households.ts';
import type { CalendarFeedView } from '#shared/schemas/import-schemas.ts';
import type { CalendarFeedRepository } from './calendar-feed-repository.ts';
import { type FeedData, feedEvents } from './feed-events.ts';
import { ICS_TAIL, icsEvent, icsHead } from './ics-writer.ts';

type ListOf<Key extends keyof FeedData> = {
  list(householdId: string): Promise<FeedData[Key]>;
};

export interface CalendarFeedDeps {
  feeds: CalendarFeedRepository;
  households: { find(householdId: string): Promise<Household | null> };
  subscriptions: ListOf<'subscriptions'>;
  payments: ListOf<'payments'>;
  categories: ListOf<'categories'>;
  paymentMethods: ListOf<'paymentMethods'>;
  cache: Pick<ReplyCache, 'getOrCompute'>;
  clock: Clock;
  today: Today;
}

export type CalendarFeedService = ReturnType<typeof createCalendarFeedService>;

/** Events between two breaths: about a millisecond of work. */
const EVENTS_AT_ONCE = 500;

export function createCalendarFeedService(deps: CalendarFeedDeps) {
  const { feeds, clock, cache } = deps;

  async function write(household: Household, data: FeedData): Promise<CachedReply> {
    const parts = [icsHead(`${household.name} · Duetide`)];
    for (const event of feedEvents(data)) {
      parts.push(icsEvent(event));
      if (parts.length % EVENTS_AT_ONCE === 0) await nextTurn();
    }
    const body = Buffer.from(parts.join('') + ICS_TAIL);
    return { body, etag: contentTag(body, null) };
  }

  async function load(household: Household): Promise<FeedData> {
    const { id, baseCurrency, timeZone } = household;
    const [subscriptions, payments, categories, paymentMethods] = await Promise.all([
      deps.subscriptions.list(id),
      deps.payments.list(id),
      deps.categories.list(id),
      deps.paymentMethods.list(id),
    ]);
    const today = deps.today(timeZone);
    return { baseCurrency, today, subscriptions, payments, categories, paymentMethods };
  }

  return {
    async status(householdId: string): Promise<CalendarFeedView> {
      const feed = await feeds.find(householdId);
      return { isActive: feed !== null, createdAt: feed?.createdAt ?? null };
    },

    /** Gives out a new address; the one before it stops working. */
    async create(householdId: string): Promise<{ token: string; createdAt: string }> {
      const token = newToken();
      const createdAt = instantOf(clock.now());
      await feeds.put(householdId, { tokenHash: hashToken(token), createdAt });
      return { token, createdAt };
    },

    /** Repeating it is harmless. */
    async revoke(householdId: string): Promise<void> {
      await feeds.delete(householdId);
    },

    /** @returns the calendar that the token opens, null if it opens none */
    async open(token: string): Promise<CachedReply | null> {
      if (!isToken(token)) return null;
      const householdId = await feeds.findHouseholdByTokenHash(hashToken(token));
      const household = householdId && (await deps.households.find(householdId));
      if (!household) return null;
      const key = `${deps.today(household.timeZone)} calendar feed`;
      return cache.getOrCompute(household.id, key, async () =>
        write(household, await load(household)),
      );
    },
  };
}
