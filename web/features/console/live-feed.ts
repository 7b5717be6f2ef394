/** As the server sends an event after each of its steps of ten seconds. */
const QUIET_MS = 25_000;
const POLL_MS = 10_000;
const AWAY_POLL_MS = 5_000;
const RETRY_MS = 30_000;

export interface LiveFeedPorts {
  /** Opens the stream. @returns what closes it */
  open: (on: LiveFeedEvents) => () => void;
  /** Whether the server answers at all. Never rejects. */
  ask: () => Promise<boolean>;
  now: () => number;
  isHidden: () => boolean;
}

export interface LiveFeedEvents {
  /** It opened, or there are new figures. */
  heard: () => void;
  /** The stream broke and may come back by itself. */
  broken: () => void;
  /** It does not come back by itself. */
  end: () => void;
}

/** `asking`: the stream does not come through, the server answers. `away`: it does not answer. */
export type LiveState = 'live' | 'asking' | 'away';

/**
 * Says when there is something new to look at: as the server tells it, and every ten seconds where
 * the stream does not come through. It also says when nobody answers. A hidden page is left alone.
 */
export function createLiveFeed(
  { open, ask, now, isHidden }: LiveFeedPorts,
  onNews: (state: LiveState) => void,
) {
  let close: (() => void) | null = null;
  let heardAt = Number.NEGATIVE_INFINITY;
  let askedAt = now();
  let openedAt = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  let isAway = false;
  let isStopped = false;

  function lose() {
    heardAt = Number.NEGATIVE_INFINITY;
    askedAt = Number.NEGATIVE_INFINITY;
  }

  function disconnect() {
    close?.();
    close = null;
  }

  function connect() {
    disconnect();
    openedAt = now();
    close = open({
      heard() {
        heardAt = now();
        askedAt = heardAt;
        isAway = false;
        onNews('live');
      },
      broken: lose,
      end() {
        disconnect();
        lose();
      },
    });
  }

  async function inquire() {
    isAsking = true;
    askedAt = now();
    const isThere = await ask();
    isAsking = false;
    // What was heard meanwhile is newer; whoever has left is told nothing.
    if (isStopped || isHidden() || now() - heardAt < QUIET_MS) return;
    if (isThere && isAway) openedAt = Number.NEGATIVE_INFINITY;
    isAway = !isThere;
    onNews(isThere ? 'asking' : 'away');
  }

  return {
    /** To be called every second or so, and when the page comes back. */
    tick() {
      if (isHidden()) {
        disconnect();
        openedAt = Number.NEGATIVE_INFINITY;
        return;
      }
      if (close === null && now() - openedAt >= RETRY_MS) connect();
      if (isAsking || now() - heardAt < QUIET_MS) return;
      if (now() - askedAt >= (isAway ? AWAY_POLL_MS : POLL_MS)) void inquire();
    },
    stop() {
      isStopped = true;
      disconnect();
    },
  };
}
