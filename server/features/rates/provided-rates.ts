import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import { createProvidedRateBook } from './provided-rate-book.ts';
import type { ProvidedRateRepository, RateProviderState } from './provided-rate-repository.ts';
import { createRateTable, type RateTable } from './rate-table.ts';

export interface ProvidedRates {
  /** For converting what is charged from a day on. Usually asks the store nothing. */
  bookFrom(from: CalendarDate): Promise<RateBook>;
  tableFrom(from: CalendarDate): Promise<RateTable>;
  /** Sees at once what was stored just now. */
  renew(): Promise<void>;
  /**
   * A name for what is known here: what was computed under one may differ from what is computed
   * under another. At once.
   */
  version(): string;
}

export interface ProvidedRatesDeps {
  repository: Pick<ProvidedRateRepository, 'list' | 'findNewest' | 'listStates'>;
  /** Providers as they go before each other: all whose rates may be stored. */
  order: readonly string[];
  titleOf(provider: string): string;
  /** What nothing else is called, for as long as nothing is known. */
  firstVersion: string;
  inBackground(name: string, task: () => Promise<void>): void;
  /** Milliseconds that never jump. */
  monotonic?: () => number;
}

/** Another instance may have stored something: after this long one looks, without being waited for. */
const LOOK_AFTER_MS = 60_000;
/** After this long one waits for it. */
const WAIT_AFTER_MS = 5 * 60_000;
/** More is read than is asked for, so that looking back by some months costs nothing. */
const SPARE_DAYS = 92;

interface Loaded {
  from: CalendarDate;
  version: string;
  table: RateTable;
}

/** What providers said, in memory: read once, and again when there is something new. */
export function createProvidedRates({
  repository,
  order,
  titleOf,
  firstVersion,
  inBackground,
  monotonic = () => performance.now(),
}: ProvidedRatesDeps): ProvidedRates {
  let loaded: Loaded | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;
  let loading: { from: CalendarDate; work: Promise<Loaded> } | null = null;

  async function read(from: CalendarDate): Promise<Loaded> {
    // The states first: what is stored in between shows in them the next time.
    const version = versionOf(await repository.listStates());
    const [sheets, ...before] = await Promise.all([
      repository.list(from),
      ...order.map((provider) => repository.findNewest(provider, from)),
    ]);
    const all = [...before.filter((sheet) => sheet !== null), ...sheets];
    return { from, version, table: createRateTable(all, order) };
  }

  /** Whoever needs the same waits for the same. */
  async function load(from: CalendarDate): Promise<Loaded> {
    if (loading && loading.from <= from) return loading.work;
    const work = read(from);
    const mine = { from, work };
    loading = mine;
    try {
      const now = monotonic();
      const found = await work;
      // What was asked later may have been answered earlier.
      if (!loaded || found.from <= loaded.from) loaded = found;
      lookedAt = now;
      return found;
    } finally {
      if (loading === mine) loading = null;
    }
  }

  async function look(present: Loaded): Promise<void> {
    const now = monotonic();
    const version = versionOf(await repository.listStates());
    if (version === present.version) lookedAt = now;
    else await load(present.from);
  }

  function lookInBackground(present: Loaded): void {
    if (isLooking) return;
    isLooking = true;
    inBackground('look for new rates', async () => {
      try {
        await look(present);
      } catch {
        // The store's circuit tells of it. What is known is still true of its days.
        lookedAt = monotonic();
      } finally {
        isLooking = false;
      }
    });
  }

  async function current(from: CalendarDate): Promise<Loaded> {
    if (!loaded || from < loaded.from) return load(addDays(from, -SPARE_DAYS));
    const age = monotonic() - lookedAt;
    if (age > WAIT_AFTER_MS) await look(loaded);
    else if (age > LOOK_AFTER_MS) lookInBackground(loaded);
    return loaded;
  }

  return {
    async tableFrom(from) {
      return (await current(from)).table;
    },
    async bookFrom(from) {
      return createProvidedRateBook((await current(from)).table, titleOf);
    },
    async renew() {
      if (loaded) await look(loaded);
    },
    version() {
      if (loaded && monotonic() - lookedAt > LOOK_AFTER_MS) lookInBackground(loaded);
      return loaded?.version ?? firstVersion;
    },
  };
}

/** Every answer of a provider may have brought something. */
function versionOf(states: readonly RateProviderState[]): string {
  return states
    .map(({ answeredAt }) => (answeredAt === null ? '' : Date.parse(answeredAt).toString(36)))
    .join('.');
}
