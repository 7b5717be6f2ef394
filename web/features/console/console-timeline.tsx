import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '#web/lib/api.ts';
import { useSession } from '#web/lib/session.tsx';
import { TimelineProvider } from '#web/ui/charts/timeline/timeline.tsx';
import type { TimeWindow } from './time-range.ts';

/** Around the charts of a page, with what was started and deployed as marks through all of them. */
export function ConsoleTimeline({
  window: { from, to },
  children,
}: {
  window: TimeWindow;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const { timeZone } = useSession().household;
  const { data } = useQuery({
    queryKey: ['operator', 'marks', from, to],
    queryFn: ({ signal }) =>
      api('GET operator/history/marks', {
        query: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        signal,
      }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const marks = (data?.items ?? []).map(({ at, kind, instanceId, name, version, isDeploy }) => ({
    key: `${instanceId} ${kind}`,
    at: Date.parse(at),
    isStrong: isDeploy,
    label: isDeploy
      ? t`Version ${version} deployed`
      : kind === 'start'
        ? t`${name} started`
        : t`${name} stopped`,
  }));
  return (
    <TimelineProvider from={from} to={to} timeZone={timeZone} marks={marks}>
      {children}
    </TimelineProvider>
  );
}
