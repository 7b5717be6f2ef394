import { instantOf } from '#server/clock.ts';
import type { AlertSignals, JobSignal } from '#server/features/alerts/alert-signals.ts';
import { within } from '#server/resilience/time-limit.ts';
import type { Parts } from './open-parts.ts';

const PING_MS = 2_000;
const JOBS_EVERY_MS = 30_000;
const TRIPPED_EVERY_MS = 10_000;
/** A circuit that is open for longer was told of long ago. */
const TRIPPED_WITHIN_MS = 86_400_000;
const MOST_TRIPS = 500;
const CERTIFICATE_EVERY_MS = 3_600_000;
/** Where a network does not let a server reach its own public address, it is not asked all the time. */
const UNREAD_CERTIFICATE_MS = 300_000;
/** Lists begin with the newest, and what is late may be behind thousands: they are begun here, too. */
const LATE_BY_MS = [0, 300_000, 3_600_000, 86_400_000];
const MOST_WAITING = 50;

export interface AlertSignalTools {
  history: AlertSignals['history'];
  certificateEnds(): Promise<number | null>;
}

type AlertSignalParts = Pick<
  Parts,
  'circuits' | 'clock' | 'hostName' | 'instanceId' | 'shared' | 'store'
>;

/** What rules are read from, of this installation. */
export function createAlertSignals(
  { circuits, clock, hostName, instanceId, shared, store }: AlertSignalParts,
  { history, certificateEnds }: AlertSignalTools,
): AlertSignals {
  const trips = new Map<string, { count: number; at: number }>();
  const late = () => new Error('No answer in time');

  return {
    history,
    hostName: `${hostName} (${instanceId})`,
    circuits: () =>
      circuits.list().map(({ name, state, since, transitions }) => {
        const seen = trips.get(name) ?? { count: 0, at: 0 };
        const hasTripped = transitions.open > seen.count;
        // Not now: whoever takes over looks for the first time, and it may have been yesterday.
        if (hasTripped) trips.set(name, { count: transitions.open, at: Date.parse(since) });
        const trippedAt = trips.get(name)?.at ?? null;
        return { name, isOpen: state === 'open' || state === 'half-open', trippedAt };
      }),
    trippedCircuits: keepFor(TRIPPED_EVERY_MS, clock.now, () => readTripped({ store, clock })),
    pingDatabase: () => within(PING_MS, store.ping(), late),
    pingRedis: shared
      ? async () => {
          await within(PING_MS, shared.values.getMany(['alerts:ping']), late);
        }
      : null,
    jobs: keepFor(JOBS_EVERY_MS, clock.now, () => readJobs({ store, clock })),
    certificateEnds: keepFor(
      CERTIFICATE_EVERY_MS,
      clock.now,
      certificateEnds,
      UNREAD_CERTIFICATE_MS,
    ),
  };
}

async function readTripped({ store, clock }: Pick<Parts, 'store' | 'clock'>): Promise<string[]> {
  const now = clock.now();
  const turns = await store.circuitEvents.list({
    from: instantOf(now - TRIPPED_WITHIN_MS),
    to: instantOf(now + 1),
    turnsOnly: true,
    limit: MOST_TRIPS,
  });
  return [...new Set(turns.map(({ circuit }) => circuit))];
}

async function readJobs({ store, clock }: Pick<Parts, 'store' | 'clock'>): Promise<JobSignal[]> {
  const { jobs } = store;
  const counts = await jobs.count();
  const kinds = new Set(counts.map(({ kind }) => kind));
  const now = clock.now();
  async function listDue(kind: string) {
    const lists = LATE_BY_MS.map((late) => {
      const after = { scheduledFor: instantOf(now - late), id: '' };
      return jobs.list({ kind, state: 'waiting', after, limit: MOST_WAITING });
    });
    return (await Promise.all(lists)).flat();
  }
  return Promise.all(
    [...kinds].map(async (kind) => {
      const has = (state: string) =>
        counts.some((each) => each.kind === kind && each.state === state && each.count > 0);
      const [[dead], [done], waiting] = await Promise.all([
        has('dead') ? jobs.list({ kind, state: 'dead', limit: 1 }) : [],
        has('dead') ? jobs.list({ kind, state: 'done', limit: 1 }) : [],
        has('waiting') ? listDue(kind) : [],
      ]);
      const isOver = dead && done && done.scheduledFor > dead.scheduledFor;
      const due = waiting.map(({ claimableAt }) => (claimableAt ? Date.parse(claimableAt) : now));
      return {
        name: kind,
        givenUpAt: dead?.endedAt && !isOver ? Date.parse(dead.endedAt) : null,
        error: dead?.error ?? null,
        late: Math.max(0, ...due.map((at) => (now - at) / 1_000)),
      };
    }),
  );
}

/** Asks no more often than that; a failure counts for `failedFor`. */
function keepFor<Value>(
  milliseconds: number,
  now: () => number,
  ask: () => Promise<Value>,
  failedFor = 0,
): () => Promise<Value> {
  let kept: { at: number; length: number; value: Promise<Value> } | null = null;
  return () => {
    if (kept && now() - kept.at < kept.length && now() >= kept.at) return kept.value;
    const value = ask();
    const mine = { at: now(), length: milliseconds, value };
    kept = mine;
    value.catch(() => {
      mine.length = failedFor;
    });
    return value;
  };
}
