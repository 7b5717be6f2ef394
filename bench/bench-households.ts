import { mkdirSync } from 'node:fs';
import type { Store } from '#server/adapters/store/store.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config/config.ts';
import { createIdSource, type NewId } from '#server/ids.ts';
import { allAt } from '#server/observability/log-levels.ts';
import { createLogs } from '#server/observability/logger.ts';
import { openParts } from '#server/wiring/open-parts.ts';
import { type Wired, wire } from '#server/wiring/wire.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import type { Cycle, Subscription } from '#shared/subscriptions/subscription.ts';

/** Nothing but the work is measured: no limits, no log, caches as asked for. */
export function benchEnvironment(dataDir: string, caches: 'on' | 'off'): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    PORT: '0',
    SIGN_UP: 'open',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_API: '0',
    RATE_LIMIT_AUTH: '0',
    RATE_LIMIT_HEALTH: '0',
    REPLY_CACHE: caches,
    SESSION_CACHE: caches,
  };
}

export interface BenchHousehold {
  cookie: string;
  householdId: string;
  categoryIds: string[];
  subscriptionIds: string[];
}

export interface BenchDatabase {
  wired: Wired;
  store: Store;
  /** Signs somebody up and gives the household that many subscriptions. */
  household(subscriptions: number): Promise<BenchHousehold>;
  /** Households that nobody signs in to, straight into the store. */
  crowd(households: number, subscriptionsEach: number): Promise<void>;
  close(): Promise<void>;
}

/** The whole server without a port, over a database file in `dataDir` or what is named besides. */
export async function openBenchDatabase(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<BenchDatabase> {
  mkdirSync(dataDir, { recursive: true });
  const config = readConfig({ ...benchEnvironment(dataDir, 'on'), ...environment });
  const parts = await openParts(config, systemClock, createLogs(allAt('warn')));
  const wired = await wire(parts);
  const { store } = parts;
  const newId = createIdSource(systemClock);
  let people = 0;

  return {
    wired,
    store,
    async household(count) {
      people += 1;
      const reply = await wired.app.inject({
        method: 'POST',
        url: '/api/v1/auth/sign-up',
        payload: {
          name: 'Ada Lovelace',
          email: `ada-${people}@example.com`,
          password: 'correct horse battery staple',
          household: { name: 'Home', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' },
        },
      });
      if (reply.statusCode !== 201) throw new Error(`Sign-up answered ${reply.body}`);
      const { household } = reply.json<CurrentSession>();
      const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
      const categoryIds = (await store.categories.list(household.id)).map(({ id }) => id);
      await store.rates.put(household.id, RATE);
      const rows = sampleSubscriptions(count, newId, categoryIds);
      await store.subscriptions.insertMany(household.id, rows);
      return {
        cookie,
        householdId: household.id,
        categoryIds,
        subscriptionIds: rows.map(({ id }) => id),
      };
    },
    async crowd(households, each) {
      for (let count = 0; count < households; count += 1) {
        const id = newId();
        await store.households.insert({
          id,
          version: 1,
          name: 'Neighbours',
          baseCurrency: 'EUR',
          timeZone: 'Europe/Berlin',
          createdAt: CREATED,
          updatedAt: CREATED,
        });
        await store.subscriptions.insertMany(id, sampleSubscriptions(each, newId, []));
      }
    },
    close: () => wired.close(),
  };
}

const CREATED = '2026-01-02T03:04:05.678Z';
const RATE = { from: 'USD', to: 'EUR', rate: '0.92', on: '2025-01-01', source: 'manual' } as const;
const CYCLES: readonly Cycle[] = [
  { every: 1, unit: 'month' },
  { every: 1, unit: 'month' },
  { every: 1, unit: 'month' },
  { every: 1, unit: 'year' },
  { every: 3, unit: 'month' },
  { every: 1, unit: 'week' },
];

/** Such as people have: mostly monthly, some with a notice period, a price history or a note. */
function sampleSubscriptions(
  count: number,
  newId: NewId,
  categoryIds: readonly string[],
): Subscription[] {
  return Array.from({ length: count }, (_, at) => {
    const month = String(1 + (at % 12)).padStart(2, '0');
    const day = String(Math.min(28, 1 + (at % 31))).padStart(2, '0');
    const anchor = `2024-${month}-${day}` as CalendarDate;
    const currency = at % 5 === 0 ? 'USD' : 'EUR';
    const first = { from: anchor, amountMinor: 399 + at * 37, currency };
    return {
      id: newId(),
      version: 1,
      name: `Subscription number ${at + 1}`,
      cycle: CYCLES[at % CYCLES.length] ?? null,
      anchor,
      prices:
        at % 4 === 0
          ? [first, { from: '2025-06-01', amountMinor: 499 + at * 37, currency }]
          : [first],
      trialEndsOn: null,
      weekendRule: at % 6 === 0 ? 'next-business-day' : 'none',
      autoRenews: true,
      notice: at % 3 === 0 ? { every: 1, unit: 'month' } : null,
      minimumTermEndsOn: null,
      pauses: at % 10 === 0 ? [{ from: '2025-02-01', until: '2025-05-01' }] : [],
      cancelledOn: null,
      accessUntil: null,
      url: `https://service-${at}.example/account`,
      cancelUrl: null,
      service: at % 2 === 0 ? 'netflix' : null,
      notes: at % 4 === 0 ? 'Shared with the neighbours; ask before cancelling.' : '',
      tags: at % 2 === 0 ? ['video', 'family'] : [],
      categoryId: categoryIds[at % (categoryIds.length + 1)] ?? null,
      paymentMethodId: null,
      createdAt: CREATED,
      updatedAt: CREATED,
      deletedAt: null,
    };
  });
}
