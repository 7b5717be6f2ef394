import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { JOB_STATES, type JobRunView } from '#shared/schemas/operation-schemas.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Field } from '#web/ui/field.tsx';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { Select } from '#web/ui/select.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { JOB_DATA, jobRunsQuery } from './job-queries.ts';
import { RUN_TONES, useJobWords } from './use-job-words.ts';

export type RunState = JobRunView['state'];

/** The runs of one job, newest first, and the way to try again what was given up. */
export function JobRuns({
  name,
  state,
  onState,
}: {
  name: string;
  /** Those in this state; undefined: all. */
  state: RunState | undefined;
  onState: (state: RunState | undefined) => void;
}) {
  const { t } = useLingui();
  const { states } = useJobWords();
  const query = useInfiniteQuery(jobRunsQuery(name, state));
  return (
    <div className="grid gap-4">
      <div className="w-full max-w-60">
        <Field label={t`Show`}>
          <Select
            value={state ?? ''}
            onChange={({ target }) => onState(JOB_STATES.find((known) => known === target.value))}
          >
            <option value="">{t`All runs`}</option>
            {JOB_STATES.map((each) => (
              <option key={each} value={each}>
                {states[each]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <QueryCard
        query={{ ...query, error: query.data ? null : query.error }}
        failure={<Trans>The runs could not be loaded</Trans>}
        skeletonRows={6}
      >
        {({ pages }) => {
          const runs = pages.flatMap(({ items }) => items);
          return (
            <Card>
              <CardHeader title={name} description={<Trans>Its runs, newest first</Trans>} />
              {runs.length === 0 ? (
                <p className="text-ink-soft">
                  <Trans>There are none that are remembered.</Trans>
                </p>
              ) : (
                <ul aria-label={t`Runs`} className="-my-3 divide-y divide-line">
                  {runs.map((run) => (
                    <RunRow key={run.id} run={run} />
                  ))}
                </ul>
              )}
              <MoreOfList query={query} failure={<Trans>Earlier ones could not be loaded</Trans>} />
            </Card>
          );
        }}
      </QueryCard>
    </div>
  );
}

function RunRow({ run }: { run: JobRunView }) {
  const { states } = useJobWords();
  const { instant, duration } = useMomentWords();
  const { state, scheduledFor, startedAt, milliseconds, attempt, error, householdId, dueAt } = run;
  const took = milliseconds === null ? null : duration(milliseconds / 1_000);
  const late = startedAt === null ? 0 : (Date.parse(startedAt) - Date.parse(scheduledFor)) / 1_000;
  const lateText = duration(late);
  const dueText = dueAt && instant(dueAt);
  return (
    <li className="grid gap-1 py-3">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold tabular-nums">
          {instant(scheduledFor)}
          <Badge tone={RUN_TONES[state]}>{states[state]}</Badge>
        </p>
        {state === 'dead' && <RetryButton run={run} />}
      </div>
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-faint tabular-nums">
        {took && (
          <span>
            <Trans>took {took}</Trans>
          </span>
        )}
        {late >= 1 && attempt === 1 && (
          <span>
            <Trans>began {lateText} late</Trans>
          </span>
        )}
        {attempt > 1 && (
          <span>
            <Trans>attempt {attempt}</Trans>
          </span>
        )}
        {dueText && (
          <span>
            <Trans>due {dueText}</Trans>
          </span>
        )}
        {householdId && (
          <span className="wrap-anywhere">
            <Trans>household {householdId}</Trans>
          </span>
        )}
      </p>
      {error && (
        <p dir="auto" className="font-mono text-xs text-ink-soft wrap-anywhere">
          {error}
        </p>
      )}
    </li>
  );
}

function RetryButton({ run: { id, job, scheduledFor } }: { run: JobRunView }) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const { instant } = useMomentWords();
  const when = instant(scheduledFor);
  const retry = useMutation({
    mutationFn: () =>
      api('POST operator/jobs/{name}/runs/{run}/retry', {
        params: { name: job, run: id },
        body: {},
      }),
    onSuccess: () => toast({ text: t`It is tried again as soon as an instance is free` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: JOB_DATA }),
  });
  return (
    <Button
      size="sm"
      icon={RotateCw}
      isBusy={retry.isPending}
      onClick={() => retry.mutate()}
      aria-label={t`Try again: ${when}`}
    >
      <Trans>Try again</Trans>
    </Button>
  );
}
