import { type Clock, instantOf } from '#server/clock.ts';
import type { OwnFigures, OwnTime } from '#shared/schemas/history-schemas.ts';
import type { HistoryReader } from './history-reader.ts';
import type { Instance } from './instance-repository.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const REQUESTS = 'duetide_http_requests_total';
/** So that whoever asks all the time does not fill the memory with looks. */
const LOOK_MS = 1_000;
const HEAP = 'nodejs_heap_bytes';

export interface OwnFiguresDeps {
  /** Of this process alone, in its memory, for at least a quarter of an hour. */
  own: Pick<HistoryReader, 'sum' | 'quantile' | 'newest'> & { sample(): void };
  instance: Pick<Instance, 'id' | 'name' | 'version' | 'pid' | 'startedAt'>;
  isRecorded: boolean;
  clock: Clock;
}

/** How this process serves people, by what it counted itself: nothing else is asked. */
export type TellOwnFigures = () => Promise<OwnFigures>;

export function createOwnFigures({
  own,
  instance: { id, name, version, pid, startedAt },
  isRecorded,
  clock,
}: OwnFiguresDeps): TellOwnFigures {
  async function timeOf(length: number, to: number): Promise<OwnTime> {
    const from = to - length;
    const duration = (quantile: number) =>
      own.quantile('duetide_http_request_duration_seconds', {}, quantile, from, to);
    return {
      seconds: Math.round(Math.max(0, Math.min(length, to - Date.parse(startedAt))) / 1_000),
      requests: await own.sum(REQUESTS, {}, from, to),
      errors: await own.sum(REQUESTS, { status: '5xx' }, from, to),
      p50: await duration(0.5),
      p95: await duration(0.95),
      p99: await duration(0.99),
      eventLoopP99: await own.quantile('duetide_event_loop_delay_seconds', {}, 0.99, from, to),
    };
  }

  let lookedAt = Number.NEGATIVE_INFINITY;

  return async () => {
    const now = clock.now();
    if (Math.abs(now - lookedAt) >= LOOK_MS) {
      own.sample();
      lookedAt = now;
    }
    const [used] = await own.newest(HEAP, { kind: 'used' }, now);
    const [limit] = await own.newest(HEAP, { kind: 'limit' }, now);
    return {
      instance: { id, name, version, pid, startedAt },
      isRecorded,
      at: instantOf(now),
      lastMinute: await timeOf(MINUTE, now),
      lastQuarter: await timeOf(QUARTER, now),
      heapUsed: used && limit && limit.value > 0 ? used.value / limit.value : null,
    };
  };
}
