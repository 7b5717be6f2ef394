/** As the server sends an event after each of its steps of ten seconds. */
const QUIET_MS = 25_000;
const POLL_MS = 10_000;
const RETRY_MS = 30_000;

export interface LiveFeedPorts {
  /** Opens the stream. @returns what closes it */
  open: (on: { figures: () => void; end: () => void }) => () => void;
  now: () => number;
  isHidden: () => boolean;
}

export type LiveState = 'live' | 'asking';

/**
 * Says when there is something new to look at: as the server tells it, and every ten seconds where
 * the stream does not come through. A hidden page is left alone.
 */
export function createLiveFeed(
  { open, now, isHidden }: LiveFeedPorts,
  onNews: (state: LiveState) => void,
) {
  let close: (() => void) | null = null;
  let heardAt = Number.NEGATIVE_INFINITY;
  let askedAt = now();
  let openedAt = Number.NEGATIVE_INFINITY;

  function connect() {
    close?.();
    openedAt = now();
    close = open({
      figures() {
        heardAt = now();
        askedAt = heardAt;
        onNews('live');
      },
      end() {
        close?.();
        close = null;
      },
    });
  }

  return {
    /** To be called every second or so, and when the page comes back. */
    tick() {
      if (isHidden()) {
        close?.();
        close = null;
        openedAt = Number.NEGATIVE_INFINITY;
        return;
      }
      if (close === null && now() - openedAt >= RETRY_MS) connect();
      if (now() - heardAt < QUIET_MS || now() - askedAt < POLL_MS) return;
      askedAt = now();
      onNews('asking');
    },
    stop() {
      close?.();
      close = null;
    },
  };
}
