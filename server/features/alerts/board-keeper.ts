import type { Logger } from 'pino';
import type { Timers } from '#server/jobs/timers.ts';
import { type AlertBoard, EMPTY_BOARD, mergeBoards, ownPart } from './alert-board.ts';
import type { AlertDocuments, BoardDocument } from './alert-documents.ts';

export const TURN_MS = 5_000;
/** Whoever has not said for so long that they evaluate has gone: somebody else goes on. */
export const LEASE_MS = 20_000;
/** So long others have to say that the database is away before this instance says it by itself. */
const STAND_IN_AFTER_MS = 45_000;
/** So long whoever went on without the database has to say so once it is back. */
const GRACE_MS = LEASE_MS;

/**
 * `holder`: evaluates everything for all. `own`: says what it sees by itself while nobody can hold
 * anything. `leftover`: only brings to an end what it began to tell in such a time. `idle`: another
 * instance does all of it.
 */
export type BoardRole = 'holder' | 'own' | 'leftover' | 'idle';

export interface BoardKeeperDeps {
  documents: AlertDocuments;
  timers: Pick<Timers, 'monotonic'>;
  holder: string;
  log: Pick<Logger, 'info'>;
  mayStandIn?: (() => Promise<boolean>) | undefined;
}

export interface BoardKeeper {
  /** What this instance knows, and may act on by the role that it took last. */
  board: AlertBoard;
  readonly isDatabaseAway: boolean;
  /** @param now the system's time, in milliseconds since 1970 */
  takeRole(now: number): Promise<BoardRole>;
  /** @returns whether what is on the board may be acted on. */
  save(now: number, role: BoardRole): Promise<boolean>;
  /** Leaves everything to another instance, at once. */
  release(): Promise<void>;
}

/**
 * Holds the board for this instance. Of all instances one has the lease; what it knows is one
 * document, which it replaces at each turn: losing the lease is that write failing.
 */
export function createBoardKeeper(deps: BoardKeeperDeps): BoardKeeper {
  const { documents, timers, holder, log } = deps;
  let board: AlertBoard = EMPTY_BOARD;
  /** As it was stored last, as far as this instance knows: what others go on from. */
  let common: AlertBoard = EMPTY_BOARD;
  let version: number | null = null;
  let isHolding = false;
  let awaySince: number | null = null;
  let backAt = Number.NEGATIVE_INFINITY;
  /** Since when the document of somebody else has been the same. */
  let seen: { version: number | null; at: number } | null = null;
  /** A disk is not to be woken for what it has already. */
  let saved = { written: '', at: 0 };

  function lose(): void {
    if (isHolding) log.info({}, 'another instance evaluates alerts');
    isHolding = false;
  }

  function noteAway(): void {
    awaySince ??= timers.monotonic();
    seen = null;
  }

  async function roleWithoutDatabase(): Promise<BoardRole> {
    if (isHolding) return 'holder';
    if (hasBusiness(board)) return 'own';
    const isLong = awaySince !== null && timers.monotonic() - awaySince >= STAND_IN_AFTER_MS;
    if (!isLong) return 'idle';
    const mayStandIn = await (deps.mayStandIn?.().catch(() => true) ?? true);
    return mayStandIn ? 'own' : 'idle';
  }

  function isFree({ holder: by, until }: BoardDocument, at: number | null, now: number): boolean {
    if (by === holder || by === '') return true;
    const present = timers.monotonic();
    if (seen?.version !== at) seen = { version: at, at: present };
    // Whatever its clock says: whoever is there says so more often.
    if (present - (seen?.at ?? present) > LEASE_MS + TURN_MS) return true;
    return until <= now && present - backAt >= GRACE_MS;
  }

  async function takeRole(now: number): Promise<BoardRole> {
    let stored: Awaited<ReturnType<typeof documents.read<'board'>>>;
    try {
      stored = await documents.read('board');
    } catch {
      noteAway();
      return roleWithoutDatabase();
    }
    if (awaySince !== null) backAt = timers.monotonic();
    awaySince = null;
    const { content } = stored;
    if (content !== null && !isFree(content, stored.version, now)) {
      lose();
      board = ownPart(board, common, 'firing');
      common = content.board;
      return hasBusiness(board) ? 'leftover' : 'idle';
    }
    version = stored.version;
    if (isHolding && content?.holder === holder) return 'holder';
    const present = content?.board ?? EMPTY_BOARD;
    const until = now + LEASE_MS;
    if (!(await documents.put('board', { holder, until, board: present }, version))) {
      return hasBusiness(board) ? 'leftover' : 'idle';
    }
    version = (version ?? 0) + 1;
    board = mergeBoards(present, ownPart(board, common, 'all'));
    common = present;
    isHolding = true;
    log.info({}, 'this instance evaluates alerts');
    return 'holder';
  }

  return {
    get board() {
      return board;
    },
    set board(next) {
      board = next;
    },
    get isDatabaseAway() {
      return awaySince !== null;
    },
    takeRole,

    async save(now, role) {
      if (role !== 'holder' || awaySince !== null) return true;
      const written = JSON.stringify(board);
      const isRecent = now - saved.at < LEASE_MS / 2 && now >= saved.at;
      if (written === saved.written && isRecent) return true;
      try {
        if (await documents.put('board', { holder, until: now + LEASE_MS, board }, version)) {
          version = (version ?? 0) + 1;
          saved = { written, at: now };
          common = board;
          return true;
        }
        lose();
        board = EMPTY_BOARD;
        return false;
      } catch {
        noteAway();
        return true;
      }
    },

    async release() {
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
