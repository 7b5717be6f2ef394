import { Trans } from '@lingui/react/macro';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { CloudOff, RotateCw } from 'lucide-react';
import { todayIn } from '#shared/dates/time-zone.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useIsOffline } from '#web/lib/use-is-offline.ts';
import { useIsFromDevice, useStaleSince } from '#web/lib/use-stale-since.ts';
import { Button } from '#web/ui/button.tsx';

/** Says that the page shows what was true some time ago. */
export function StaleNotice() {
  const since = useStaleSince();
  return (
    // There before its text is, or screen readers would not say it.
    <div role="status">{since !== null && <StaleLine since={since} />}</div>
  );
}

function StaleLine({ since }: { since: number }) {
  const queryClient = useQueryClient();
  const isFetching = useIsFetching({ type: 'active' }) > 0;
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-2.5 gap-y-2 rounded-lg bg-amber-soft py-2 ps-3.5 pe-1 text-sm">
      <CloudOff aria-hidden className="size-4.5 shrink-0 text-amber-ink" />
      <p className="min-w-40 flex-1 text-ink-soft">
        <Reason time={useTimeText(since)} />
      </p>
      <Button
        variant="ghost"
        size="sm"
        icon={RotateCw}
        isBusy={isFetching}
        className="ms-auto"
        onClick={() => void queryClient.refetchQueries({ type: 'active' })}
      >
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

function Reason({ time }: { time: string }) {
  const isFromDevice = useIsFromDevice();
  const isOffline = useIsOffline();
  if (!isFromDevice) return <Trans>Shown as of {time}: the database cannot be reached.</Trans>;
  if (isOffline) return <Trans>You are offline. Shown as of {time}.</Trans>;
  return <Trans>Shown as of {time}: the server cannot answer at the moment.</Trans>;
}

/** On the day itself the time is enough. */
function useTimeText(instant: number): string {
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const isToday = todayIn(timeZone, instant) === useToday();
  return isToday
    ? format.time(instant, timeZone)
    : format.instant(new Date(instant).toISOString(), timeZone);
}
