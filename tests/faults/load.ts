import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterNode } from './cluster.ts';
import type { User } from './crowd.ts';
import type { HttpClient } from './http-client.ts';

/** One request as whoever made it saw it. */
export interface Sample {
  /** 0 where there was no answer. */
  status: number;
  /** Since the request was due: one that had to wait for its turn counts the wait. */
  milliseconds: number;
  /** When it ended: milliseconds of `performance.now()`. */
  endedAt: number;
  hasRetryAfter: boolean;
  /** It showed less than what its reader had been told was stored. */
  isStale: boolean;
}

export interface LoadOptions {
  client: HttpClient;
  nodes: readonly ClusterNode[];
  users: readonly User[];
  /** Milliseconds between two requests of one user, unless an answer takes longer. */
  pace: number;
}

export interface Load {
  readonly samples: readonly Sample[];
  /** Requests without an answer yet. */
  readonly waiting: number;
  /** What ends within that many milliseconds from now. */
  during(milliseconds: number): Promise<Sample[]>;
  /** Waits for the last answers. */
  stop(): Promise<void>;
}

const TURNS = ['change', 'read', 'summary', 'read', 'read', 'summary'] as const;

/**
 * People who ask at their own pace, each time at the next node, and sometimes change what they
 * read next. They begin spread over one pace, and whoever is late asks at once.
 */
export function startLoad({ client, nodes, users, pace }: LoadOptions): Load {
  const samples: Sample[] = [];
  let waiting = 0;
  const stopped = new AbortController();
  const { signal } = stopped;

  const live = async ({ cookie, subscriptionId }: User, at: number) => {
    let due = performance.now() + (pace * at) / users.length;
    let notes: string | null = null;
    for (let turn = at; ; turn += 1) {
      await sleep(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const origin = (nodes[turn % nodes.length] as ClusterNode).address;
      const action = TURNS[turn % TURNS.length];
      const path = action === 'summary' ? 'summary' : `subscriptions/${subscriptionId}`;
      const isChange = action === 'change';
      waiting += 1;
      const answer = await client.ask({
        url: `${origin}/api/v1/${path}`,
        cookie,
        ...(isChange && { method: 'PATCH', body: { notes: `Turn ${turn}` } }),
      });
      waiting -= 1;
      const isDone = answer.status === 200;
      samples.push({
        status: answer.status,
        milliseconds: performance.now() - due,
        endedAt: performance.now(),
        hasRetryAfter: answer.headers['retry-after'] !== undefined,
        isStale:
          action === 'read' && isDone && notes !== null && JSON.parse(answer.text).notes !== notes,
      });
      // A change that was not acknowledged may have been made or not.
      if (isChange) notes = isDone ? `Turn ${turn}` : null;
      due = Math.max(due + pace, performance.now());
    }
  };
  const lives = users.map(live);

  return {
    samples,
    get waiting() {
      return waiting;
    },
    async during(milliseconds) {
      const from = performance.now();
      await sleep(milliseconds);
      const until = performance.now();
      return samples.filter(({ endedAt }) => endedAt >= from && endedAt < until);
    },
    async stop() {
      stopped.abort();
      await Promise.all(lives);
    },
  };
}

export function failuresOf(samples: readonly Sample[]): Sample[] {
  return samples.filter(({ status }) => status === 0 || status >= 500);
}

export function latencyOf(samples: readonly Sample[]): { p50: number; p99: number; max: number } {
  const sorted = samples.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const quantile = (of: number) =>
    sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? Number.NaN;
  return { p50: quantile(0.5), p99: quantile(0.99), max: quantile(1) };
}
