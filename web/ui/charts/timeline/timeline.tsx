import { createContext, type ReactNode, use, useState, useSyncExternalStore } from 'react';
import { type Cursor, createCursor } from './cursor.ts';

/** Something that happened at an instant, drawn across every chart. */
export interface TimelineMark {
  key: string;
  at: number;
  label: string;
  /** More than a start: what people look for when something changed. */
  isStrong: boolean;
}

/** What the charts of a page share. Instants are milliseconds since 1970. */
export interface Timeline {
  from: number;
  to: number;
  timeZone: string;
  marks: readonly TimelineMark[];
}

const TimelineContext = createContext<(Timeline & { cursor: Cursor }) | null>(null);

/** Around the charts of a page: they show the same time, and the same instant of it is pointed at. */
export function TimelineProvider({ children, ...timeline }: Timeline & { children: ReactNode }) {
  const [cursor] = useState(createCursor);
  return <TimelineContext value={{ ...timeline, cursor }}>{children}</TimelineContext>;
}

export function useTimeline(): Timeline & { cursor: Cursor } {
  const timeline = use(TimelineContext);
  if (!timeline) throw new Error('There is no TimelineProvider');
  return timeline;
}

/** The instant that is pointed at, in whichever chart; null: none. */
export function usePointedAt(): number | null {
  const { cursor } = useTimeline();
  return useSyncExternalStore(cursor.subscribe, cursor.get);
}
