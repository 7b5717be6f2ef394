import { Trans, useLingui } from '@lingui/react/macro';
import type { CircuitEventView } from '#shared/schemas/operation-schemas.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { STATE_TONES, useCircuitWords } from './use-circuit-words.ts';

interface HistoryQuery {
  data: unknown;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** What happened to dependencies in the chosen time, newest first, and why. */
export function CircuitEvents({
  history,
  events,
  every,
  onEvery,
}: {
  history: HistoryQuery;
  events: readonly CircuitEventView[];
  every: 'turn' | 'change';
  onEvery: (every: 'turn' | 'change') => void;
}) {
  const { t } = useLingui();
  return (
    <Card>
      <CardHeader
        title={<Trans>What happened</Trans>}
        description={<Trans>In all instances, newest first</Trans>}
        action={
          <SegmentedControl
            label={t`What is listed`}
            value={every}
            options={[
              { value: 'turn', label: <Trans>Failures and returns</Trans> },
              { value: 'change', label: <Trans>Each try</Trans> },
            ]}
            onChange={onEvery}
          />
        }
      />
      {history.data === undefined && history.error !== null ? (
        <ErrorState
          error={history.error}
          title={<Trans>What happened could not be loaded</Trans>}
          onRetry={() => void history.refetch()}
          isRetrying={history.isFetching}
        />
      ) : history.data === undefined ? (
        <Loading>
          <Skeleton className="h-40 rounded-md" />
        </Loading>
      ) : events.length === 0 ? (
        <p className="text-ink-soft">
          <Trans>Nothing changed in this time.</Trans>
        </p>
      ) : (
        <ul aria-label={t`What happened`} className="-my-3 divide-y divide-line">
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </ul>
      )}
      <MoreOfList query={history} failure={<Trans>Earlier ones could not be loaded</Trans>} />
    </Card>
  );
}

function EventRow({ event }: { event: CircuitEventView }) {
  const { nameOf, states, causes } = useCircuitWords();
  const { instant } = useMomentWords();
  const { at, circuit, to, cause, fault, words, instanceId } = event;
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="min-w-0 font-semibold wrap-anywhere">{nameOf(circuit)}</p>
        <Badge tone={STATE_TONES[to]}>{states[to]}</Badge>
      </div>
      <p className="text-sm text-ink-soft">{causes[cause]}</p>
      {(words ?? fault) && (
        <p dir="auto" className="font-mono text-xs text-ink-soft wrap-anywhere">
          {words ?? fault}
        </p>
      )}
      <p className="text-sm text-ink-faint tabular-nums">
        {instant(at)} · <Trans>instance {instanceId}</Trans>
      </p>
    </li>
  );
}
