import { Trans } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { JOB_STATES } from '#shared/schemas/operation-schemas.ts';
import { JobRuns } from '#web/features/jobs/job-runs.tsx';
import { JobsList, type RunsLink } from '#web/features/jobs/jobs-list.tsx';
import { buttonClass } from '#web/ui/button.tsx';

const LinkToRuns: RunsLink = ({ name, ...rest }) => (
  <Link
    to="/console/{-$section}/{-$item}"
    params={{ section: 'jobs', item: name }}
    search={true}
    {...rest}
  />
);

/** All jobs, or the runs of the one in the address. */
export function JobsPage({
  search,
  item,
}: {
  search: Readonly<Record<string, unknown>>;
  item: string | undefined;
}) {
  const navigate = useNavigate();
  if (item === undefined) return <JobsList RunsLink={LinkToRuns} />;
  return (
    <div className="grid gap-4">
      <Link
        to="/console/{-$section}/{-$item}"
        params={{ section: 'jobs', item: undefined }}
        search={true}
        className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -ms-3 w-fit`}
      >
        <ArrowLeft aria-hidden className="size-[1.15em]" />
        <Trans>All jobs</Trans>
      </Link>
      <JobRuns
        key={item}
        name={item}
        state={JOB_STATES.find((known) => known === search.runs)}
        onState={(runs) =>
          void navigate({ to: '.', search: { ...search, runs }, resetScroll: false })
        }
      />
    </div>
  );
}
