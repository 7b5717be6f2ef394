import type { Logger } from 'pino';
import type { Clock } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import type { Timers } from '#server/jobs/timers.ts';
import type { OutboxMessage } from './alert-board.ts';
import { type AlertBoard, EMPTY_BOARD, mergeBoards } from './alert-board.ts';
import {
  type AlertDocuments,
  NO_QUIET,
  type QuietDocument,
  quietTimesOf,
} from './alert-documents.ts';
import { evaluateRules } from './alert-evaluation.ts';
import { fillOutbox, type NoticeReceiver, noticesFor } from './alert-notices.ts';
import { type DeliveryOutcome, dueMessages, keepReceivers, noteOutcome } from './alert-outbox.ts';
import type { AlertRepository } from './alert-repository.ts';
import type { AlertSignals } from './alert-signals.ts';

export const TURN_MS = 5_000;
export const EVALUATE_MS = 10_000;
/** Whoever has not said for so long that they evaluate has gone: somebody else goes on. */
export const LEASE_MS = 20_000;
/** So long others have to say that the database is away before this instance says it by itself. */
const STAND_IN_AFTER_MS = 45_000;
const REFRESH_MS = 30_000;

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

/**
 * Of all instances the one with the lease evaluates and tells. What it knows is one document, which
 * it replaces at each turn: losing the lease is that write failing. Without the database the holder
 * goes on from memory; the others join in when nobody may be left to hold anything.
 */
export function createAlertEvaluator(deps: AlertEvaluatorDeps): AlertEvaluator {
  const { documents, incidents, signals, receivers, clock, timers, newId, holder, log } = deps;
  let board: AlertBoard = EMPTY_BOARD;
  let quiet: QuietDocument = NO_QUIET;
  let version: number | null = null;
  let isHolding = false;
  let awaySince: number | null = null;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let unreadBefore = '';
  /** A disk is not to be woken for what it has already. */
  let saved = { written: '', at: 0 };
  const underway = new Map<string, Promise<void>>();
  const outcomes: { messageId: string; outcome: DeliveryOutcome; at: number }[] = [];
  let cancel: (() => void) | null = null;
  let turning: Promise<void> = Promise.resolve();
  let isStopped = false;

  type Role = 'holder' | 'own' | 'idle';

  async function takeRole(now: number): Promise<Role> {
    let stored: Awaited<ReturnType<typeof documents.read<'board'>>>;
    try {
      stored = await documents.read('board');
    } catch {
      awaySince ??= now;
      if (isHolding) return 'holder';
      const mayStandIn = now - awaySince >= STAND_IN_AFTER_MS && (await standIn());
      return mayStandIn || hasBusiness(board) ? 'own' : 'idle';
    }
    awaySince = null;
    const { content } = stored;
    const isMine = content?.holder === holder;
    if (content !== null && !isMine && content.until > now) {
      if (isHolding) {
        log.info({}, 'another instance evaluates alerts');
        isHolding = false;
        board = EMPTY_BOARD;
      }
      return hasBusiness(board) ? 'own' : 'idle';
    }
    version = stored.version;
    if (!(isHolding && isMine)) {
      const until = now + LEASE_MS;
      const present = content?.board ?? EMPTY_BOARD;
      if (!(await documents.put('board', { holder, until, board: present }, version)))
        return 'idle';
      version = (version ?? 0) + 1;
      board = mergeBoards(present, board);
      isHolding = true;
      log.info({}, 'this instance evaluates alerts');
    }
    return 'holder';
  }

  async function standIn(): Promise<boolean> {
    return deps.mayStandIn ? deps.mayStandIn().catch(() => true) : true;
  }

  async function refresh(now: number, role: Role): Promise<void> {
    if (awaySince !== null || (role === 'idle' && now - refreshedAt < REFRESH_MS)) return;
    try {
      quiet = (await documents.read('quiet')).content ?? NO_QUIET;
      await receivers.refresh();
      refreshedAt = now;
    } catch {
      // The database went away just now: what is known is used until it is back.
    }
  }

  async function evaluate(now: number, role: Role): Promise<void> {
    if (now - board.evaluatedAt < EVALUATE_MS && now >= board.evaluatedAt) return;
    const tools = { signals, now, newId };
    const { unread, read, ...found } = await evaluateRules(
      board,
      role === 'holder' ? 'all' : 'own',
      tools,
    );
    board = noticesFor(found.board, found.resolved, receivers.list(), quietTimesOf(quiet), now);
    const names = unread.map(({ rule }) => rule).join(' ');
    if (names !== unreadBefore && unread[0] && awaySince === null) {
      log.warn({ err: unread[0].error, count: unread.length }, 'rules of alerts cannot be read');
    }
    unreadBefore = names;
    const isWhole = awaySince !== null || unread.length < read;
    if (role === 'holder' && isWhole) deps.onEvaluated?.();
  }

  async function saveIncidents(): Promise<void> {
    try {
      for (const incident of board.unsaved) {
        await incidents.putIncident(incident);
        board = { ...board, unsaved: board.unsaved.slice(1) };
      }
    } catch {
      // They stay on the board until they are written.
    }
  }

  /** @returns whether what is on the board may be acted on. */
  async function save(now: number, role: Role): Promise<boolean> {
    if (role !== 'holder' || awaySince !== null) return true;
    const written = JSON.stringify(board);
    if (written === saved.written && now - saved.at < LEASE_MS / 2) return true;
    try {
      const until = now + LEASE_MS;
      if (await documents.put('board', { holder, until, board }, version)) {
        version = (version ?? 0) + 1;
        saved = { written, at: now };
        return true;
      }
      log.info({}, 'another instance evaluates alerts');
      isHolding = false;
      board = EMPTY_BOARD;
      return false;
    } catch {
      awaySince ??= now;
      return true;
    }
  }

  function deliverDue(now: number): void {
    for (const message of dueMessages(board, now)) {
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

  async function turn(): Promise<void> {
    const role = await takeRole(clock.now());
    const now = clock.now();
    await refresh(now, role);
    if (role === 'idle') return;
    for (const { messageId, outcome, at } of outcomes.splice(0)) {
      board = noteOutcome(board, messageId, outcome, at);
      underway.delete(messageId);
    }
    const listed = receivers.list();
    board = keepReceivers(board, new Set(listed.map(({ id }) => id)));
    await evaluate(now, role);
    board = fillOutbox(board, listed, { now, newId });
    if (awaySince === null) await saveIncidents();
    if (await save(clock.now(), role)) deliverDue(clock.now());
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
      await Promise.all(underway.values());
      for (const { messageId, outcome, at } of outcomes.splice(0)) {
        board = noteOutcome(board, messageId, outcome, at);
      }
      if (!isHolding) return;
      isHolding = false;
      await documents.put('board', { holder: '', until: 0, board }, version).catch(() => {});
    },
  };
}

/** What this instance said by itself it also takes back by itself. */
function hasBusiness({ alerts, outbox, waiting }: AlertBoard): boolean {
  return alerts.length > 0 || outbox.length > 0 || waiting.length > 0;
}
