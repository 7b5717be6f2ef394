import type { ServerResponse } from 'node:http';
import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import { RATE_PROVIDERS } from '#server/adapters/rates/rate-providers.ts';
import type { RateProviderName } from '#server/adapters/rates/rates.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { isProviderFailure } from '#server/features/rates/ask-rate-provider.ts';
import { createProvidedRates, type ProvidedRates } from '#server/features/rates/provided-rates.ts';
import { createRateRefresh, type RateRefresh } from '#server/features/rates/rate-refresh.ts';
import type { JobLog } from '#server/jobs/job-kind.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { openMemoryStore } from './memory-store.ts';
import { type RateAnswerName, rateAnswer } from './rate-answers.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';
import { createSetClock, type SetClock } from './set-clock.ts';
import { keepOnLoopback, namesFrom, openPort } from './test-egress.ts';

/** Text, or whatever is to be done with the connection. */
export type RateReply = string | Buffer | ((response: ServerResponse) => void);
export type RateReplies = Partial<Record<RateAnswerName, RateReply>>;

export interface RateRig {
  store: Store;
  clock: SetClock;
  server: RecordingServer;
  /** What is answered from now on in place of what is in the files. */
  replies: RateReplies;
  /** Warnings so far, each with its fields. */
  warnings: Record<string, unknown>[];
  provided: ProvidedRates;
  refresh: RateRefresh;
  /** Another instance over the same store. */
  newInstance(names?: readonly RateProviderName[]): {
    provided: ProvidedRates;
    refresh: RateRefresh;
  };
  run(refresh?: RateRefresh): Promise<void>;
  /** Paths that were asked for since the last time. */
  asked(): string[];
  close(): Promise<void>;
}

const FILES: readonly [path: string, name: RateAnswerName][] = [
  ['/eurofxref-daily.xml', 'ecb-daily.xml'],
  ['/eurofxref-hist-90d.xml', 'ecb-history.xml'],
  ['/v1/latest', 'frankfurter-latest.json'],
  ['/v1/2', 'frankfurter-history.json'],
  ['/v6/latest/EUR', 'open-er-api-latest.json'],
];

/** All three providers on a server of this machine, asked for real. */
export async function createRateRig({
  now = '2026-11-20T16:00:00.000Z',
  names = ['ecb', 'frankfurter', 'open-er-api'] as readonly RateProviderName[],
  callLimit = 5_000,
}: {
  now?: string;
  names?: readonly RateProviderName[];
  callLimit?: number;
} = {}): Promise<RateRig> {
  const store = await openMemoryStore();
  const clock = createSetClock(now);
  const replies: RateReplies = {};
  const warnings: Record<string, unknown>[] = [];
  const server = await startRecordingServer({
    answer: ({ path }, response) => answerAs(path, replies, response),
  });
  const log: Pick<JobLog, 'info' | 'warn'> = {
    info() {},
    warn: (fields: object) => warnings.push(fields as Record<string, unknown>),
  };
  const egress = createEgress({
    allow: openPort(server.port),
    ports: [80, 443],
    resolve: namesFrom({}),
    send: keepOnLoopback().send,
  });

  function newInstance(asked = names) {
    const sources = asked.map((name) => ({
      provider: RATE_PROVIDERS[name](server.url),
      circuit: createCircuitBreaker({ name, callLimit, isFailure: isProviderFailure }),
    }));
    const provided = createProvidedRates({
      repository: store.providedRates,
      order: ['ecb', 'frankfurter', 'open-er-api'],
      titleOf: (name) => name,
      firstVersion: 'nothing yet',
      inBackground: (_name, task) => void task(),
    });
    const repository = store.providedRates;
    const refresh = createRateRefresh({ ...provided, sources, repository, egress, clock });
    return { provided, refresh };
  }

  const first = newInstance();
  let seen = 0;
  return {
    ...first,
    store,
    clock,
    server,
    replies,
    warnings,
    newInstance,
    run: (refresh = first.refresh) => refresh.run(log, new AbortController().signal),
    asked() {
      const paths = server.requests.slice(seen).map(({ path }) => path);
      seen = server.requests.length;
      return paths;
    },
    async close() {
      await server.stop();
      await store.close();
    },
  };
}

function answerAs(path: string, replies: RateReplies, response: ServerResponse): void {
  const [, name] = FILES.find(([start]) => path.startsWith(start)) ?? [];
  if (!name) {
    response.writeHead(404).end();
    return;
  }
  const reply = replies[name] ?? rateAnswer(name);
  if (typeof reply === 'function') {
    reply(response);
    return;
  }
  const type = name.endsWith('.xml') ? 'text/xml' : 'application/json';
  response.writeHead(200, { 'content-type': type }).end(reply);
}
