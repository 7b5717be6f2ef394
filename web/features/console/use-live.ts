import { useEffect, useState } from 'react';
import { createLiveFeed, type LiveFeedPorts, type LiveState } from './live-feed.ts';

const openStream: LiveFeedPorts['open'] = ({ figures, end }) => {
  const source = new EventSource('/api/v1/operator/live');
  source.addEventListener('rollup', figures);
  source.addEventListener('error', () => {
    // Otherwise the browser opens it again by itself.
    if (source.readyState === EventSource.CLOSED) end();
  });
  return () => source.close();
};

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
        now: () => Date.now(),
        isHidden: () => document.visibilityState === 'hidden',
      },
      (state) => setLive({ at: Date.now(), state }),
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
