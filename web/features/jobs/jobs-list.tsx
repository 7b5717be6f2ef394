import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { jobsQuery } from './job-queries.ts';
import { RunNowButton } from './run-now-button.tsx';
import { type JobView, RUN_TONES, useJobWords } from './use-job-words.ts';

/** A link to the runs of a job, whose address the page knows. */
export type RunsLink = (props: {
  name: string;
  className: string;
  children: ReactNode;
}) => ReactNode;

/** What is done in the background: when, how it went, and what waits. Trouble comes first. */
export function JobsList({ RunsLink }: { RunsLink: RunsLink }) {
  const { t } = useLingui();
  const query = useQuery(jobsQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>What is done in the background could not be loaded</Trans>}
      skeletonRows={5}
    >
      {({ items }) => (
        <Card>
          <CardHeader
            title={<Trans>Schedules and last runs</Trans>}
            description={
              <Trans>
                What is done in the background, by whichever instance is free. What ended is
                remembered for 7 days, what was given up for 30.
              </Trans>
            }
          />
          <ul aria-label={t`Jobs`} className="-my-4 divide-y divide-line">
            {items
              .toSorted((left, right) => Number(isInTrouble(right)) - Number(isInTrouble(left)))
              .map((job) => (
                <JobRow key={job.name} job={job} RunsLink={RunsLink} />
              ))}
          </ul>
        </Card>
      )}
    </QueryCard>
  );
}

function isInTrouble({ counts, lastRun }: JobView): boolean {
  return counts.dead > 0 || lastRun?.state === 'dead';
}

function JobRow({ job, RunsLink }: { job: JobView; RunsLink: RunsLink }) {
  const words = useJobWords();
  const { name, schedule, nextRunAt, lastRun, counts } = job;
  const { instant } = useMomentWords();
  const next = nextRunAt && instant(nextRunAt);
  // The next run by the schedule waits as well; that says nothing.
  const waiting = counts.waiting - (schedule && counts.waiting > 0 ? 1 : 0);
  return (
    <li className="grid gap-2 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="min-w-0 font-semibold wrap-anywhere">
          <RunsLink
            name={name}
            className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
          >
            {name}
          </RunsLink>
        </h3>
        <div className="flex flex-wrap items-center gap-2">
          {counts.running > 0 && (
            <Badge tone="tide">
              <Trans>{counts.running} running</Trans>
            </Badge>
          )}
          {waiting > 0 && (
            <Badge>
              <Trans>{waiting} waiting</Trans>
            </Badge>
          )}
          {counts.dead > 0 && (
            <Badge tone="danger">
              <Trans>{counts.dead} given up</Trans>
            </Badge>
          )}
          {schedule && <RunNowButton name={name} />}
        </div>
      </div>
      <p className="text-sm text-ink-soft">
        {words.schedule(schedule)}
        {next && (
          <>
            {' · '}
            <Trans>next {next}</Trans>
          </>
        )}
      </p>
      <LastRun run={lastRun} />
    </li>
  );
}

function LastRun({ run }: { run: JobView['lastRun'] }) {
  const { states } = useJobWords();
  const { instant, duration } = useMomentWords();
  if (run === null) {
    return (
      <p className="text-sm text-ink-faint">
        <Trans>No run has ended yet</Trans>
      </p>
    );
  }
  const { state, endedAt, milliseconds, error } = run;
  const ended = endedAt && instant(endedAt);
  const took = milliseconds === null ? null : duration(milliseconds / 1_000);
  return (
    <div className="grid gap-1 text-sm text-ink-faint">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 tabular-nums">
        <Badge tone={RUN_TONES[state]}>{states[state]}</Badge>
        <span>{ended}</span>
        {took && (
          <span>
            <Trans>in {took}</Trans>
          </span>
        )}
      </p>
      {error && (
        <p dir="auto" className="font-mono text-xs text-ink-soft wrap-anywhere">
          {error}
        </p>
      )}
    </div>
  );
}
