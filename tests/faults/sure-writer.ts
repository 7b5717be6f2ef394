import { isDeepStrictEqual } from 'node:util';
import { subscriptionNamed } from './crowd.ts';
import type { HttpClient, Question } from './http-client.ts';
import {
  type KnownChange,
  type KnownSubscription,
  newlyNamed,
  nextChange,
  readKnown,
  trashed,
} from './known-subscription.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface SureWriterOptions {
  client: HttpClient;
  origin: string;
  cookie: string;
  random: SeededRandom;
  /** Resolves at once while the server runs, otherwise once it does again. */
  untilUp(): Promise<void>;
}

/** One person who writes without a pause, and remembers outside of the server what was acknowledged. */
export interface SureWriter {
  readonly cookie: string;
  readonly known: ReadonlyMap<string, KnownSubscription>;
  /** Creations that nobody could tell the outcome of yet, by name. */
  readonly unsettled: ReadonlySet<string>;
  readonly counts: Readonly<Counts>;
  /** What contradicts what was acknowledged, or is neither what was before a write nor after it. */
  readonly contradictions: readonly object[];
  stop(): Promise<void>;
}

interface Counts {
  acknowledged: number;
  /** Writes that a kill met: there was no answer. */
  cutOff: number;
  /** Those of them that turned out to be done. */
  doneAllTheSame: number;
  /** Acknowledged when they were sent again with the same `Idempotency-Key`. */
  repeated: number;
}

export function startSureWriter(options: SureWriterOptions): SureWriter {
  const { client, origin, cookie, random, untilUp } = options;
  const known = new Map<string, KnownSubscription>();
  /** When it makes sense to send them again: milliseconds of `performance.now()`. */
  const unsettled = new Map<string, number>();
  const counts: Counts = { acknowledged: 0, cutOff: 0, doneAllTheSame: 0, repeated: 0 };
  const contradictions: object[] = [];
  let made = 0;
  let isStopped = false;

  const ask = (question: Question) =>
    client.ask({ ...question, url: `${origin}/api/v1/${question.url}`, cookie });

  async function create(name: string): Promise<void> {
    const isRepeated = unsettled.has(name);
    const answer = await ask({
      url: 'subscriptions',
      method: 'POST',
      headers: { 'idempotency-key': name },
      body: subscriptionNamed(name),
    });
    if (answer.status === 0) {
      counts.cutOff += 1;
      unsettled.set(name, performance.now());
      await untilUp();
    } else if (answer.status === 409 && isRepeated) {
      // The attempt that died keeps its key for a minute.
      unsettled.set(name, performance.now() + Number(answer.headers['retry-after']) * 1_000);
    } else if (answer.status === 201) {
      const found = readKnown(JSON.parse(answer.text));
      const whole = { ...newlyNamed(name), id: found.id };
      if (!isDeepStrictEqual(found, whole)) contradictions.push({ whole, found });
      known.set(name, found);
      unsettled.delete(name);
      counts.acknowledged += 1;
      if (isRepeated) counts.repeated += 1;
    } else {
      contradictions.push({ name, unexpected: answer });
    }
  }

  async function change({ before, after, status, question }: KnownChange): Promise<void> {
    const answer = await ask(question);
    if (answer.status === status) {
      counts.acknowledged += 1;
      known.set(after.name, after);
    } else if (answer.status === 0) {
      counts.cutOff += 1;
      const found = await look(before);
      if (isDeepStrictEqual(found, after)) counts.doneAllTheSame += 1;
      else if (!isDeepStrictEqual(found, before)) contradictions.push({ before, after, found });
      known.set(found.name, found);
    } else {
      contradictions.push({ before, unexpected: answer });
    }
  }

  /** What is there now, once there is somebody to ask. */
  async function look(before: KnownSubscription): Promise<KnownSubscription> {
    for (;;) {
      await untilUp();
      const found = await ask({ url: `subscriptions/${before.id}` });
      if (found.status === 404) return trashed(before);
      const ledger = await ask({ url: `subscriptions/${before.id}/payments?limit=200` });
      if (found.status === 200 && ledger.status === 200)
        return readKnown(JSON.parse(found.text), ledger);
    }
  }

  async function live(): Promise<void> {
    await untilUp();
    while (!isStopped) {
      const due = [...unsettled].find(([, sendAt]) => sendAt <= performance.now());
      const next = random.next() < 0.3 ? null : nextChange([...known.values()], random);
      if (due) await create(due[0]);
      else if (next) await change(next);
      else await create(`write-${made++}`);
    }
  }
  const life = live();

  return {
    cookie,
    known,
    get unsettled() {
      return new Set(unsettled.keys());
    },
    counts,
    contradictions,
    async stop() {
      isStopped = true;
      await life;
    },
  };
}
