import { useEffect, useState } from 'react';
import { createLiveFeed, type LiveFeedPorts, type LiveState } from './live-feed.ts';

const ASK_MS = 5_000;

const openStream: LiveFeedPorts['open'] = ({ heard, broken, end }) => {
  const source = new EventSource('/api/v1/operator/live');
  source.addEventListener('open', heard);
  source.addEventListener('rollup', heard);
  source.addEventListener('error', () => {
    // Otherwise the browser opens it again by itself.
    if (source.readyState === EventSource.CLOSED) end();
    else broken();
  });
  return () => source.close();
};

/** Neither a session nor the database is needed for the answer. */
async function askServer(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ASK_MS);
    return (await fetch('/api/health/live', { cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}

export interface Live {
  /** When something new was there last; what is shown is of then. */
  at: number;
  state: LiveState | 'starting';
}

/** Moves on whenever there is something new to look at, while anybody looks. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>(() => ({ at: Date.now(), state: 'starting' }));
  useEffect(() => {
    const feed = createLiveFeed(
      {
        open: openStream,
        ask: askServer,
        now: () => Date.now(),
        isHidden: () => document.visibilityState === 'hidden',
      },
      (state) => setLive((before) => ({ at: state === 'away' ? before.at : Date.now(), state })),
    );
    feed.tick();
    const timer = setInterval(feed.tick, 1_000);
    document.addEventListener('visibilitychange', feed.tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', feed.tick);
      feed.stop();
    };
  }, []);
  return live;
}
