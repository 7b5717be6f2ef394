import type { Logger } from 'pino';
import type { Clock } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import type { Timers } from '#server/jobs/timers.ts';
import { within } from '#server/resilience/time-limit.ts';
import { DEFAULT_RULES, setAlertRules } from '#shared/alerts/alert-rule-settings.ts';
import { type OutboxMessage, withoutFuture } from './alert-board.ts';
import {
  type AlertDocuments,
  NO_QUIET,
  type QuietDocument,
  quietTimesOf,
} from './alert-documents.ts';
import { type EvaluationScope, evaluateRules } from './alert-evaluation.ts';
import { fillOutbox, type NoticeReceiver, noticesFor } from './alert-notices.ts';
import { type DeliveryOutcome, dueMessages, keepReceivers, noteOutcome } from './alert-outbox.ts';
import type { AlertRepository } from './alert-repository.ts';
import type { AlertSignals } from './alert-signals.ts';
import { type BoardRole, createBoardKeeper, TURN_MS } from './board-keeper.ts';

export const EVALUATE_MS = 10_000;
const REFRESH_MS = 30_000;
/** So long what is under way may take when an instance ends: what is not told then, another tells. */
const END_MS = 3_000;

/** Those who are told, and how, as they were when somebody could last look. */
export interface ReceiverBook {
  list(): readonly NoticeReceiver[];
  refresh(): Promise<void>;
  /** Never throws for what the other end does. */
  deliver(message: OutboxMessage): Promise<DeliveryOutcome>;
}

export interface AlertEvaluatorDeps {
  documents: AlertDocuments;
  incidents: Pick<AlertRepository, 'putIncident'>;
  signals: AlertSignals;
  receivers: ReceiverBook;
  clock: Clock;
  timers: Timers;
  newId: NewId;
  /** Of this process. */
  holder: string;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /**
   * Of several instances without a database, whether this one is to speak for all. Absent: each
   * speaks for itself.
   */
  mayStandIn?: () => Promise<boolean>;
  /** After each evaluation that was one. */
  onEvaluated?: () => void;
}

export interface AlertEvaluator {
  start(): void;
  /** Finishes what is under way and leaves the rest to another instance, at once. */
  stop(): Promise<void>;
  /** Looks and acts once, as it does by itself every five seconds. */
  turn(): Promise<void>;
}

const SCOPES: Readonly<Record<Exclude<BoardRole, 'idle'>, EvaluationScope>> = {
  holder: 'all',
  own: 'own',
  leftover: 'present',
};

/**
 * Of all instances the one with the lease evaluates and tells. Without the database it goes on from
 * memory; the others join in when nobody may be left to hold anything.
 */
export function createAlertEvaluator(deps: AlertEvaluatorDeps): AlertEvaluator {
  const { documents, incidents, signals, receivers, clock, timers, newId, log } = deps;
  const keeper = createBoardKeeper(deps);
  let quiet: QuietDocument = NO_QUIET;
  let rules = DEFAULT_RULES;
  let refreshedAt: number | null = null;
  let unreadBefore = '';
  const underway = new Map<string, Promise<void>>();
  const outcomes: { messageId: string; outcome: DeliveryOutcome; at: number }[] = [];
  let cancel: (() => void) | null = null;
  let turning: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function refresh(role: BoardRole): Promise<void> {
    const now = timers.monotonic();
    const isRecent = refreshedAt !== null && now - refreshedAt < REFRESH_MS;
    if (keeper.isDatabaseAway || (role === 'idle' && isRecent)) return;
    try {
      quiet = (await documents.read('quiet')).content ?? NO_QUIET;
      rules = setAlertRules((await documents.read('rules')).content?.changes ?? []);
      await receivers.refresh();
      refreshedAt = now;
    } catch {
      // The database went away just now: what is known is used until it is back.
    }
  }

  async function evaluate(now: number, role: Exclude<BoardRole, 'idle'>): Promise<void> {
    if (keeper.board.evaluatedAt > now) keeper.board = withoutFuture(keeper.board, now);
    else if (now - keeper.board.evaluatedAt < EVALUATE_MS) return;
    const tools = { signals, rules, now, newId };
    const { unread, read, ...found } = await evaluateRules(keeper.board, SCOPES[role], tools);
    const { board, resolved } = found;
    keeper.board = noticesFor(board, resolved, receivers.list(), quietTimesOf(quiet), tools);
    const names = unread.map(({ rule }) => rule).join(' ');
    if (names !== unreadBefore && unread[0] && !keeper.isDatabaseAway) {
      log.warn({ err: unread[0].error, count: unread.length }, 'rules of alerts cannot be read');
    }
    unreadBefore = names;
    const isWhole = keeper.isDatabaseAway || unread.length < read;
    if (role === 'holder' && isWhole) deps.onEvaluated?.();
  }

  async function saveIncidents(): Promise<void> {
    try {
      for (const incident of keeper.board.unsaved) {
        await incidents.putIncident(incident);
        keeper.board = { ...keeper.board, unsaved: keeper.board.unsaved.slice(1) };
      }
    } catch {
      // They stay on the board until they are written.
    }
  }

  function deliverDue(now: number): void {
    for (const message of dueMessages(keeper.board, now)) {
      if (underway.has(message.id)) continue;
      const work = receivers
        .deliver(message)
        .catch((error: unknown): DeliveryOutcome => {
          log.error({ err: error }, 'an alert could not be delivered');
          return { kind: 'retry', after: null, words: 'It could not be sent' };
        })
        .then((outcome) => {
          outcomes.push({ messageId: message.id, outcome, at: clock.now() });
        });
      underway.set(message.id, work);
    }
  }

  function noteOutcomes(): void {
    for (const { messageId, outcome, at } of outcomes.splice(0)) {
      keeper.board = noteOutcome(keeper.board, messageId, outcome, at);
      underway.delete(messageId);
    }
  }

  async function turn(): Promise<void> {
    const role = await keeper.takeRole(clock.now());
    const now = clock.now();
    await refresh(role);
    noteOutcomes();
    if (role === 'idle') return;
    const listed = receivers.list();
    // Before it is known who is told, nothing is taken for something that goes to nobody.
    const areKnown = refreshedAt !== null;
    if (areKnown) keeper.board = keepReceivers(keeper.board, new Set(listed.map(({ id }) => id)));
    await evaluate(now, role);
    if (areKnown) keeper.board = fillOutbox(keeper.board, listed, { now, newId });
    if (!keeper.isDatabaseAway) await saveIncidents();
    if (await keeper.save(clock.now(), role)) deliverDue(clock.now());
  }

  function schedule(): void {
    if (isStopped) return;
    cancel = timers.after(TURN_MS, run);
  }

  function run(): void {
    turning = turn()
      .catch((error: unknown) => log.error({ err: error }, 'alerts could not be evaluated'))
      .then(schedule);
  }

  return {
    turn,
    start: run,
    async stop() {
      isStopped = true;
      cancel?.();
      await turning;
      const ended = Promise.all(underway.values());
      await within(END_MS, ended, () => new Error('Something is still on its way')).catch(() => {});
      noteOutcomes();
      await keeper.release();
    },
  };
}
