import type { AlertBoard, OutboxMessage } from './alert-board.ts';

/** What became of one try. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  /**
   * `after`: seconds that the other end asks to wait, where it answered. `opensIn`: seconds until a
   * circuit of ours that is open lets somebody find out.
   */
  | {
      readonly kind: 'retry';
      readonly after: number | null;
      readonly words: string;
      readonly opensIn?: number;
    }
  | { readonly kind: 'refused'; readonly words: string };

const SHORTEST_WAIT = 5_000;
/** So short that a message is there soon after its channel is back. */
const LONGEST_WAIT = 10_000;
/** Who asks to wait longer is asked after that all the same: it may matter by then. */
const LONGEST_ASKED = 300_000;
/** What is older helps nobody any more. */
const KEPT_MS = 24 * 3_600_000;

export function dueMessages({ outbox }: AlertBoard, now: number): OutboxMessage[] {
  return outbox.filter(({ dueAt }) => dueAt <= now);
}

/**
 * Notes what became of a try of that message; one that is not there any more changes nothing. Who
 * took one message is there again for the others.
 */
export function noteOutcome(
  board: AlertBoard,
  messageId: string,
  outcome: DeliveryOutcome,
  now: number,
): AlertBoard {
  const message = board.outbox.find(({ id }) => id === messageId);
  if (!message) return board;
  const { receiverId, attempts, createdAt } = message;
  const before = board.receivers[receiverId];
  const record =
    outcome.kind === 'delivered'
      ? { deliveredAt: now, faultAt: null, words: null }
      : { deliveredAt: before?.deliveredAt ?? null, faultAt: now, words: outcome.words };
  const isOver = outcome.kind !== 'retry' || now - createdAt > KEPT_MS;
  const tried = { ...message, attempts: attempts + 1, dueAt: now + waitAfter(attempts, outcome) };
  const outbox = board.outbox
    .filter(({ id }) => id !== messageId || !isOver)
    .map((each) => {
      if (each.id === messageId) return tried;
      const isNext = outcome.kind === 'delivered' && each.receiverId === receiverId;
      return isNext ? { ...each, dueAt: Math.min(each.dueAt, now) } : each;
    });
  return { ...board, outbox, receivers: { ...board.receivers, [receiverId]: record } };
}

/** Drops what is to go to nobody any more. */
export function keepReceivers(board: AlertBoard, ids: ReadonlySet<string>): AlertBoard {
  const isThere = ({ receiverId }: { receiverId: string }) => ids.has(receiverId);
  return {
    ...board,
    waiting: board.waiting.filter(isThere),
    outbox: board.outbox.filter(isThere),
    receivers: Object.fromEntries(Object.entries(board.receivers).filter(([id]) => ids.has(id))),
  };
}

function waitAfter(attempts: number, outcome: DeliveryOutcome): number {
  const own = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** attempts);
  if (outcome.kind !== 'retry') return own;
  const { after, opensIn } = outcome;
  if (after !== null) return Math.min(LONGEST_ASKED, Math.max(own, after * 1_000));
  return opensIn === undefined ? own : Math.min(own, opensIn * 1_000);
}
