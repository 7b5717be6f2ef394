import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterNode } from './cluster.ts';
import { type Person, subscriptionNamed } from './crowd.ts';
import type { HttpClient } from './http-client.ts';
import { listStored } from './stored-subscriptions.ts';

export interface WriterOptions {
  client: HttpClient;
  nodes: readonly ClusterNode[];
  people: readonly Person[];
  /** Milliseconds between two writes of one person. */
  pace: number;
}

export interface Failure {
  node: ClusterNode;
  /** 0 where there was no answer. */
  status: number;
  hasRetryAfter: boolean;
  milliseconds: number;
  /** Milliseconds of `performance.now()`. */
  endedAt: number;
}

/** What was acknowledged, kept where no fault reaches it. */
export interface Writers {
  readonly acknowledged: number;
  /** Those of whose writing nobody can be sure: there was no answer, or one that failed. */
  readonly unsure: number;
  readonly failures: readonly Failure[];
  stop(): Promise<void>;
  /** Compares with what is stored; to be asked once all are stopped. */
  compare(node: ClusterNode): Promise<{ lost: number; doubled: number; spoiled: number }>;
}

interface Written {
  key: string;
  isAcknowledged: boolean;
}

/**
 * People who add one subscription after the other, at each node in turn. What fails is sent again
 * with the same `Idempotency-Key`, as a client would that does not know whether it was done.
 */
export function startWriters({ client, nodes, people, pace }: WriterOptions): Writers {
  const written = new Map<Person, Written[]>(people.map((person) => [person, []]));
  const failures: Failure[] = [];
  let isStopped = false;

  const live = async (person: Person, at: number) => {
    for (let count = 0; !isStopped; count += 1) {
      const entry = { key: `write-${at}-${count}`, isAcknowledged: false };
      written.get(person)?.push(entry);
      for (let attempt = 0; !isStopped && !entry.isAcknowledged; attempt += 1) {
        const node = nodes[(at + count + attempt) % nodes.length] as ClusterNode;
        const begun = performance.now();
        const { status, headers } = await client.ask({
          url: `${node.address}/api/v1/subscriptions`,
          method: 'POST',
          cookie: person.cookie,
          headers: { 'idempotency-key': entry.key },
          body: subscriptionNamed(entry.key),
        });
        if (status === 201) entry.isAcknowledged = true;
        else if (status !== 409) {
          const endedAt = performance.now();
          const hasRetryAfter = headers['retry-after'] !== undefined;
          failures.push({ node, status, hasRetryAfter, milliseconds: endedAt - begun, endedAt });
        }
        await sleep(pace);
        // An attempt that died keeps the key for a minute: nobody waits for that here.
        if (status === 409) break;
      }
    }
  };
  const lives = people.map(live);
  const all = () => [...written.values()].flat();

  return {
    get acknowledged() {
      return all().filter(({ isAcknowledged }) => isAcknowledged).length;
    },
    get unsure() {
      return all().filter(({ isAcknowledged }) => !isAcknowledged).length;
    },
    failures,
    async stop() {
      isStopped = true;
      await Promise.all(lives);
    },
    async compare(node) {
      const counts = { lost: 0, doubled: 0, spoiled: 0 };
      for (const [person, entries] of written) {
        const stored = (await listStored(client, node.address, person.cookie)).map(
          ({ name }) => name,
        );
        for (const { key, isAcknowledged } of entries) {
          const times = stored.filter((name) => name === key).length;
          if (isAcknowledged && times === 0) counts.lost += 1;
          if (times > 1) counts.doubled += 1;
        }
        const known = new Set(entries.map(({ key }) => key));
        counts.spoiled += stored.filter(
          (name) => !known.has(name) && !/^Subscription \d$/.test(name),
        ).length;
      }
      return counts;
    },
  };
}
