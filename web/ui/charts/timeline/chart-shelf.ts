import type { ShelvedChart } from './write-charts.ts';

/** The charts that a page shows now, for whoever wants all of them. */
export interface ChartShelf {
  /** Adds or replaces it. @param element where it is on the page */
  put: (element: Element, chart: ShelvedChart) => void;
  remove: (element: Element) => void;
  /** As they stand on the page. */
  list: () => ShelvedChart[];
  count: () => number;
  subscribe: (listener: () => void) => () => void;
}

export function createChartShelf(): ChartShelf {
  const charts = new Map<Element, ShelvedChart>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    put(element, chart) {
      const isNew = !charts.has(element);
      charts.set(element, chart);
      if (isNew) tell();
    },
    remove(element) {
      charts.delete(element);
      tell();
    },
    list: () =>
      [...charts]
        .sort(([one], [other]) =>
          one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
        )
        .map(([, chart]) => chart),
    count: () => charts.size,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
