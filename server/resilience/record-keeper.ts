import type { Counter, Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { Background } from './background.ts';
import { within } from './time-limit.ts';

/** What happened, on its way to the store: in order, and kept in memory while that is away. */
export interface RecordKeeper<Row> {
  /** Resolves once it was tried to store it, or after a second: never rejects. */
  add(row: Row): Promise<void>;
}

export interface RecordKeepers {
  /** @param store must leave rows as they are that are there already: what failed is tried again */
  of<Row>(kind: string, store: (rows: readonly Row[]) => Promise<void>): RecordKeeper<Row>;
  /** Tries a last time, and then no more. */
  close(): Promise<void>;
}

export interface RecordKeeperDeps {
  background: Background;
  metrics: Metrics;
  log: { error(fields: object, message: string): void };
  /** False for what would fail again: such rows are given up. */
  isWorthwhile(error: unknown): boolean;
  /** Runs the task later. @returns how to cancel it */
  schedule?: (task: () => void, milliseconds: number) => () => void;
  /** Rows of one kind that wait: of more the oldest are given up. */
  most?: number;
}

const MOST = 20_000;
const AT_ONCE = 100;
const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
const PATIENCE_MS = 1_000;

export function createRecordKeepers(deps: RecordKeeperDeps): RecordKeepers {
  const { background, metrics, log, isWorthwhile } = deps;
  const { schedule = scheduleTimeout, most = MOST } = deps;
  const lost = metrics.counter({
    name: 'duetide_records_lost_total',
    help: 'What happened and could not be stored: too much waited, or it was refused.',
    labels: ['kind'],
  });
  const waiting = new Map<string, () => number>();
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_records_waiting',
      help: 'What happened and is not stored yet, because the database is away.',
      labels: ['kind'],
    },
    function* () {
      for (const [kind, count] of waiting) yield { labels: { kind }, value: count() };
    },
  );
  const endings: (() => Promise<void>)[] = [];

  return {
    of(kind, store) {
      const keeper = createKeeper({ store, lost: lost.of({ kind }), kind });
      waiting.set(kind, keeper.waiting);
      endings.push(keeper.close);
      return keeper;
    },
    async close() {
      await Promise.all(endings.map((end) => end()));
    },
  };

  function createKeeper<Row>({
    kind,
    store,
    lost,
  }: {
    kind: string;
    store: (rows: readonly Row[]) => Promise<void>;
    lost: Counter;
  }) {
    let rows: Row[] = [];
    let attempt: Promise<void> | null = null;
    let wait = SHORTEST_WAIT_MS;
    let cancelRetry: (() => void) | null = null;
    let isClosed = false;

    /** Rows leave the queue when they are stored, so that a failure keeps their order. */
    async function storeAll(): Promise<void> {
      try {
        while (rows.length > 0) {
          const batch = rows.slice(0, AT_ONCE);
          await storeOrGiveUp(batch);
          const stored = new Set(batch);
          rows = rows.filter((row) => !stored.has(row));
        }
        wait = SHORTEST_WAIT_MS;
      } catch {
        if (isClosed) return;
        cancelRetry = schedule(() => {
          cancelRetry = null;
          void begin();
        }, wait);
        wait = Math.min(2 * wait, LONGEST_WAIT_MS);
      }
    }

    async function storeOrGiveUp(batch: readonly Row[]): Promise<void> {
      try {
        await store(batch);
      } catch (error) {
        if (isWorthwhile(error)) throw error;
        lost.add(batch.length);
        log.error({ err: error, kind, count: batch.length }, 'records could not be stored');
      }
    }

    function begin(): Promise<void> {
      if (attempt) return attempt;
      const { promise, resolve } = Promise.withResolvers<void>();
      attempt = promise;
      // Not in the name of the request that it happened in, whose time to wait is its own.
      background.run(`keep ${kind}`, async () => {
        await storeAll();
        attempt = null;
        resolve();
        if (rows.length > 0 && !cancelRetry && !isClosed) void begin();
      });
      return promise;
    }

    return {
      waiting: () => rows.length,
      async add(row: Row) {
        rows.push(row);
        if (rows.length > most) {
          rows.shift();
          lost.add();
        }
        if (cancelRetry) return;
        await within(PATIENCE_MS, begin(), () => new Error('Not stored yet')).catch(() => {});
      },
      async close() {
        isClosed = true;
        cancelRetry?.();
        cancelRetry = null;
        await attempt;
        await begin();
        if (rows.length > 0) lost.add(rows.length);
      },
    };
  }
}

function scheduleTimeout(task: () => void, milliseconds: number): () => void {
  const timer = setTimeout(task, milliseconds).unref();
  return () => clearTimeout(timer);
}
