import pino from 'pino';
import type { Store } from '#server/adapters/store/store.ts';
import type { OutboxMessage } from '#server/features/alerts/alert-board.ts';
import { createAlertDocuments } from '#server/features/alerts/alert-documents.ts';
import {
  type AlertEvaluator,
  type AlertEvaluatorDeps,
  createAlertEvaluator,
} from '#server/features/alerts/alert-evaluator.ts';
import type { NoticeReceiver } from '#server/features/alerts/alert-notices.ts';
import type { DeliveryOutcome } from '#server/features/alerts/alert-outbox.ts';
import type { AlertHistory, AlertSignals } from '#server/features/alerts/alert-signals.ts';
import { TURN_MS } from '#server/features/alerts/board-keeper.ts';
import { AppError } from '#shared/app-error.ts';
import { openMemoryStore } from './memory-store.ts';
import { createSetClock, type SetClock } from './set-clock.ts';

/** A history in which each figure is what a test says it is, whenever it is asked. */
export interface SetHistory extends AlertHistory {
  /** By metric, or by metric and one label as `metric label=value`. */
  readonly sums: Map<string, number>;
  readonly quantiles: Map<string, number>;
  readonly gauges: Map<string, number>;
}

export function createSetHistory(): SetHistory {
  const sums = new Map<string, number>();
  const quantiles = new Map<string, number>();
  const gauges = new Map<string, number>();
  const keyOf = (metric: string, match: Readonly<Record<string, string>>) =>
    [metric, ...Object.entries(match).map(([name, value]) => `${name}=${value}`)].join(' ');
  return {
    sums,
    quantiles,
    gauges,
    sum: async (metric, match) => sums.get(keyOf(metric, match)) ?? 0,
    count: async (metric) => sums.get(`${metric} count`) ?? 0,
    quantile: async (metric) => quantiles.get(metric) ?? null,
    async newest(metric, match) {
      const value = gauges.get(keyOf(metric, match));
      return value === undefined ? [] : [{ instanceId: 'one', at: 0, value }];
    },
  };
}

/** Signals that a test sets; everything is well at first. */
export function createSetSignals() {
  const history = createSetHistory();
  const state = {
    isDatabaseUp: true,
    isRedisUp: true,
    circuits: [] as { name: string; isOpen: boolean; trippedAt: number | null }[],
    trippedCircuits: [] as string[],
    jobs: [] as { name: string; givenUpAt: number | null; error: string | null; late: number }[],
    certificateEnds: null as number | null,
  };
  const answer = async (isUp: boolean) => {
    if (!isUp) throw new AppError('unavailable');
  };
  const signals: AlertSignals = {
    history,
    hostName: 'host-a',
    circuits: () => state.circuits,
    trippedCircuits: async () => {
      await answer(state.isDatabaseUp);
      return state.trippedCircuits;
    },
    pingDatabase: () => answer(state.isDatabaseUp),
    pingRedis: () => answer(state.isRedisUp),
    jobs: async () => state.jobs,
    certificateEnds: async () => state.certificateEnds,
  };
  return { signals, history, state };
}

export interface AlertRig {
  readonly clock: SetClock;
  readonly store: Store;
  readonly state: ReturnType<typeof createSetSignals>['state'];
  readonly history: SetHistory;
  /** What was sent, with the seconds since the rig began. */
  readonly sent: { at: number; by: string; message: OutboxMessage }[];
  readonly documents: ReturnType<typeof createAlertDocuments>;
  /** What a delivery answers from now on. */
  answer: DeliveryOutcome;
  /** Whether the store answers. */
  isStoreUp: boolean;
  receivers: NoticeReceiver[];
  evaluator(holder: string, deps?: Partial<AlertEvaluatorDeps>): AlertEvaluator;
  /** Lets these look for so many seconds, as they do by themselves. */
  pass(seconds: number, evaluators: readonly AlertEvaluator[]): Promise<void>;
  /** `kind rule subject` of everything that was sent. */
  told(): string[];
}

const TEAM: NoticeReceiver = { id: 'team', leastSeverity: 'warning', isIncidentService: false };

/** Evaluators over one real store, in a time that a test lets pass. */
export async function createAlertRig(): Promise<AlertRig> {
  const begun = '2026-11-21T12:00:00.000Z';
  const clock = createSetClock(begun);
  const store = await openMemoryStore();
  const { signals, history, state } = createSetSignals();
  let ids = 0;
  let passed = 0;

  const whileUp = <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
    (async (...given: Given) => {
      if (!rig.isStoreUp) throw new AppError('unavailable');
      return call(...given);
    }) as (...given: Given) => Promise<Result>;
  const alerts = {
    ...store.alerts,
    findDocument: whileUp(store.alerts.findDocument),
    putDocument: whileUp(store.alerts.putDocument),
    putIncident: whileUp(store.alerts.putIncident),
  };
  const documents = createAlertDocuments(alerts);

  const rig: AlertRig = {
    clock,
    store,
    state,
    history,
    sent: [],
    documents,
    answer: { kind: 'delivered' },
    isStoreUp: true,
    receivers: [TEAM],
    evaluator: (holder, deps = {}) =>
      createAlertEvaluator({
        documents,
        incidents: alerts,
        signals,
        receivers: {
          list: () => rig.receivers,
          refresh: async () => {},
          async deliver(message) {
            const at = (clock.now() - Date.parse(begun)) / 1_000;
            if (rig.answer.kind === 'delivered') rig.sent.push({ at, by: holder, message });
            return rig.answer;
          },
        },
        clock,
        timers: { monotonic: () => passed, after: () => () => {} },
        newId: () => `id-${++ids}`,
        holder,
        log: pino({ level: 'silent' }),
        ...deps,
      }),
    async pass(seconds, evaluators) {
      const end = passed + seconds * 1_000;
      while (passed < end) {
        passed += TURN_MS;
        clock.advance(TURN_MS);
        for (const evaluator of evaluators) await evaluator.turn();
        // A delivery ends before the next look.
        await new Promise(setImmediate);
      }
    },
    told: () =>
      rig.sent.flatMap(({ message }) =>
        message.notices.map(({ kind, rule, subject }) => `${kind} ${rule} ${subject}`.trim()),
      ),
  };
  return rig;
}
