import { createContext, type ReactNode, use, useState, useSyncExternalStore } from 'react';
import { type ChartShelf, createChartShelf } from './chart-shelf.ts';

const ShelfContext = createContext<ChartShelf | null>(null);

/** Around charts and what gives them away together. */
export function ChartShelfProvider({ children }: { children: ReactNode }) {
  const [shelf] = useState(createChartShelf);
  return <ShelfContext value={shelf}>{children}</ShelfContext>;
}

/** Null where charts stand for themselves. */
export function useChartShelf(): ChartShelf | null {
  return use(ShelfContext);
}

const NEVER = () => () => {};
const ZERO = () => 0;

export function useShelvedCount(): number {
  const shelf = useChartShelf();
  return useSyncExternalStore(shelf?.subscribe ?? NEVER, shelf?.count ?? ZERO);
}
