import { useFormatter } from '#web/lib/use-formatter.ts';
import type { TimeTicks } from './time-ticks.ts';
import { useTimeline } from './timeline.tsx';

const TICKS: Record<TimeTicks['unit'], Intl.DateTimeFormatOptions> = {
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  minute: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
};
const DAY = 86_400_000;

/** Instants as the charts of a page write them, in the time zone of the page. */
export function useTimeWords() {
  const { locale } = useFormatter();
  const { timeZone } = useTimeline();
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  return {
    ticks: (unit: TimeTicks['unit']) => format(TICKS[unit]),
    /** As exact as steps of this length are. */
    point: (step: number) =>
      format({
        ...TICKS.day,
        ...(step < DAY && (step < 60_000 ? TICKS.second : TICKS.minute)),
        ...(step >= DAY / 24 && { year: 'numeric' }),
      }),
  };
}
