import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Loaded and drawn by the time that somebody has scrolled so far. */
const MARGIN = '400px';

/**
 * Content below the first screen that nobody waits for: it is there once somebody scrolls near.
 * @param className takes back the gap that the empty place would leave in its parent
 */
export function WhenNear({ className, children }: { className: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return isNear ? children : <div ref={place} className={className} />;
}
