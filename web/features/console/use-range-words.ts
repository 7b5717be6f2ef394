import { useLingui } from '@lingui/react/macro';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import type { RangeName, TimeWindow } from './time-range.ts';

/** Ranges in a word or two, for buttons and lists. */
export function useRangeNames(): Record<RangeName, string> {
  const { t } = useLingui();
  return {
    '15m': t`15 min`,
    '1h': t`1 hour`,
    '6h': t`6 hours`,
    '24h': t`24 hours`,
    '7d': t`7 days`,
    '30d': t`30 days`,
    '13mo': t`13 months`,
  };
}

/** `20 Nov 2026, 10:00 – 11:30`, in the time zone of the household. */
export function useWindowText(): (window: TimeWindow) => string {
  const { locale } = useFormatter();
  const { timeZone } = useSession().household;
  return ({ from, to }) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone,
    }).formatRange(from, to);
}
