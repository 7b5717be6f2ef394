import { type RefCallback, useCallback, useState } from 'react';

/**
 * The width of an element in CSS pixels, kept up to date; 0 until it is laid out. The element may
 * come later, and go and come back.
 */
export function useElementWidth<E extends HTMLElement>(): [RefCallback<E>, number] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: E) => {
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
