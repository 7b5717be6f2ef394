import { useEffect, useState } from 'react';
import { refreshEvery, type TimeRange, type TimeWindow, windowOf } from './time-range.ts';

/** The window of a range; one that ends now moves on, except while nobody looks. */
export function useTimeWindow(range: TimeRange): TimeWindow {
  const [now, setNow] = useState(() => Date.now());
  const window = windowOf(range, now);
  const every = refreshEvery(window.to - window.from);
  const isFixed = range.fixed !== null;
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState === 'visible') setNow(Date.now());
    };
    tick();
    if (isFixed) return;
    const timer = setInterval(tick, every);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [every, isFixed]);
  return window;
}
