import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { readConfig } from '#server/config/config.ts';
import type { App } from '#server/http/app-instance.ts';
import { serializeCheckedReply } from '#server/http/reply-serialization.ts';
import { createIdSource } from '#server/ids.ts';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createSketch } from '#server/observability/metrics/sketch.ts';
import { createBackground } from '#server/resilience/background.ts';
import { openErrorReporting } from '#server/wiring/open-error-reporting.ts';
import { openMessaging } from '#server/wiring/open-messaging.ts';
import type { Parts } from '#server/wiring/open-parts.ts';
import { openRateSources } from '#server/wiring/open-rate-sources.ts';
import { type Wired, wire } from '#server/wiring/wire.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import { createMemoryMail, type MemoryMail } from './memory-mail.ts';
import { openMemoryStore } from './memory-store.ts';
import { createSetClock, type SetClock } from './set-clock.ts';

export interface TestAppOptions {
  /** The instant at which the clock stands: midday of 20 November 2026 in UTC. */
  now?: string;
  /** Environment variables as an operator would set them. */
  config?: Record<string, string>;
  /** Folder of source maps; without, stacks of browsers stay as they come. */
  mapsRoot?: string;
  /** Parts to bring along instead. */
  parts?: Partial<Parts>;
}

export interface TestMember {
  /** `name=value`, as a browser sends it back. */
  cookie: string;
  /** For requests as this person. */
  headers: { cookie: string };
  userId: string;
  householdId: string;
  email: string;
  password: string;
  /** Asks as this person. */
  api: TestApp['api'];
}

export interface SignUpWishes {
  name?: string;
  email?: string;
  password?: string;
  baseCurrency?: string;
  timeZone?: string;
}

export interface TestApp {
  app: App;
  store: Store;
  clock: SetClock;
  mail: MemoryMail;
  wired: Wired;
  /** Everything that was left to do after the answers. */
  settled(): Promise<void>;
  /** A new person with a household in EUR and UTC. Sign-up is open. */
  signUp(wishes?: SignUpWishes): Promise<TestMember>;
  /** `url` without `/api/v1`, unless it begins with `/`. A body is sent as JSON. */
  api(
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

const QUIET = {
  RATE_PROVIDERS: 'off',
  RATE_LIMIT_API: '0',
  RATE_LIMIT_AUTH: '0',
  RATE_LIMIT_HEALTH: '0',
};

/** Without one, the first secret would make a file. */
const SECRETS = { SECRET_KEY: 'only for tests, and only for tests' };

const CHEAP_PASSWORDS = { memory: 64, passes: 1, parallelism: 1 };

/**
 * The whole server over a database in memory, asked by `inject`. Every answer is checked against
 * the schema that its route declares.
 */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = createSetClock(options.now ?? '2026-11-20T12:00:00.000Z');
  const mail = createMemoryMail();
  const errors = pino({ level: 'error' }, pino.destination({ fd: 2, sync: true }));
  const { logOf = () => errors } = options.parts ?? {};
  const log = logOf('server');
  const config = readConfig({ SIGN_UP: 'open', ...QUIET, ...SECRETS, ...options.config });
  const circuits = createCircuitBoard({ log, clock });
  const metrics = options.parts?.metrics ?? createMetrics({ createSketch });
  const newId = createIdSource(clock);
  const reporting = options.parts?.errors ?? openErrorReporting({ clock, newId, metrics });
  const parts: Parts = {
    config,
    clock,
    logOf,
    newId,
    instanceId: 'a1b2c3d4e5f6',
    hostName: 'test-host',
    store: await openMemoryStore(),
    rotation: null,
    waitingBudgets: null,
    shared: null,
    replyCache: createMemoryCache({ maxBytes: 10_000_000 }),
    mail,
    messaging: { ...openMessaging(config, { circuits, mail }), mail },
    rateSources: openRateSources(config.rateProviders, circuits),
    background: createBackground(log, reporting.report),
    errors: reporting,
    circuits,
    metrics,
    ...options.parts,
  };
  const wired = await wire(parts, {
    serializeReply: serializeCheckedReply,
    passwordCost: CHEAP_PASSWORDS,
    ...(options.mapsRoot === undefined ? {} : { mapsRoot: options.mapsRoot }),
  });
  await wired.app.ready();
  let people = 0;

  const apiWith =
    (always: Record<string, string>): TestApp['api'] =>
    (method, url, body, headers = {}) =>
      wired.app.inject({
        method: method as InjectOptions['method'] & string,
        url: url.startsWith('/') ? url : `/api/v1/${url}`,
        headers: {
          ...always,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
  const api = apiWith({});

  return {
    app: wired.app,
    store: parts.store,
    clock,
    mail,
    wired,
    settled: () => parts.background.settled(),
    api,
    close: () => wired.close(),
    async signUp(wishes = {}) {
      people += 1;
      const { name = 'Ada Lovelace', email = `ada-${people}@example.com` } = wishes;
      const { password = 'correct horse battery', baseCurrency = 'EUR', timeZone = 'UTC' } = wishes;
      const household = { name: 'Home', baseCurrency, timeZone };
      const reply = await api('POST', 'auth/sign-up', { name, email, password, household });
      if (reply.statusCode !== 201) throw new Error(`Sign-up answered ${reply.body}`);
      const cookie = cookieOf(reply);
      const current = reply.json<CurrentSession>();
      return {
        cookie,
        headers: { cookie },
        userId: current.user.id,
        householdId: current.household.id,
        email,
        password,
        api: apiWith({ cookie }),
      };
    },
  };
}

/** What a browser sends back after this answer: `name=value`. */
export function cookieOf(reply: LightMyRequestResponse): string {
  const header = [reply.headers['set-cookie'] ?? []].flat()[0] ?? '';
  return header.split(';')[0] ?? '';
}
