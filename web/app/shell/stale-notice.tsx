import { Trans } from '@lingui/react/macro';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { CloudOff, RotateCw } from 'lucide-react';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useStaleSince } from '#web/lib/use-stale-since.ts';
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
  const format = useFormatter();
  const { household } = useSession();
  const queryClient = useQueryClient();
  const isFetching = useIsFetching({ type: 'active' }) > 0;
  const time = format.time(since, household.timeZone);
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-2.5 gap-y-2 rounded-lg bg-amber-soft py-2 ps-3.5 pe-1 text-sm">
      <CloudOff aria-hidden className="size-4.5 shrink-0 text-amber-ink" />
      <p className="min-w-40 flex-1 text-ink-soft">
        <Trans>Shown as of {time}: the database cannot be reached.</Trans>
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
