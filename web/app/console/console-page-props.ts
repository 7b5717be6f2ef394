import type { TimeRange, TimeWindow } from '#web/features/console/time-range.ts';
import type { Live } from '#web/features/console/use-live.ts';

/** What every page of the console gets. */
export interface ConsolePageProps {
  /** As it stands in the address, written by anybody. Keep what is not yours when you change it. */
  search: Readonly<Record<string, unknown>>;
  /** What follows the section in the address: `/console/errors/{item}`. */
  item: string | undefined;
  range: TimeRange;
  /** What the range means now; it moves on by itself. */
  window: TimeWindow;
  /** When there was something new last. */
  live: Live;
}
