/** An instant that several charts point at; what shows it redraws, and nothing else. */
export interface Cursor {
  get: () => number | null;
  point: (at: number | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createCursor(): Cursor {
  const listeners = new Set<() => void>();
  let pointed: number | null = null;
  return {
    get: () => pointed,
    point(at) {
      if (at === pointed) return;
      pointed = at;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
