import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorGroupDetail } from '#shared/schemas/error-schemas.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { ErrorBadges } from './error-badges.tsx';
import { ErrorEvents } from './error-events.tsx';
import { errorGroupQuery } from './errors-query.ts';
import { useHouseholdsText } from './use-households-text.ts';
import { useResolving } from './use-resolving.ts';

/** One fault: where it is, whom it hit, and the last times that it happened. */
export function ErrorDetail({ id }: { id: string }) {
  const query = useQuery(errorGroupQuery(id));
  return (
    <>
      <p className="mb-4">
        <Link
          to="/console/{-$section}/{-$item}"
          params={{ section: 'errors', item: undefined }}
          search={(search) => search}
          className={`inline-flex items-center gap-1.5 text-sm ${TEXT_LINK}`}
        >
          <ArrowLeft aria-hidden className="size-4" />
          <Trans>All errors</Trans>
        </Link>
      </p>
      <QueryCard
        query={query}
        failure={<Trans>This error could not be loaded</Trans>}
        skeletonRows={6}
      >
        {(group) => (
          <div className="grid gap-6">
            <Facts group={group} />
            <ErrorEvents events={group.events} />
          </div>
        )}
      </QueryCard>
    </>
  );
}

function Facts({ group }: { group: ErrorGroupDetail }) {
  const { t } = useLingui();
  const format = useFormatter();
  const householdsText = useHouseholdsText();
  const { timeZone } = useSession().household;
  const { change, isBusy } = useResolving(group);
  const { type, code, message, place, count, households, householdIds } = group;
  const isOpen = group.state === 'open';
  const at = (instant: string) => format.instant(instant, timeZone);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-xl wrap-anywhere">{code ? `${type} (${code})` : type}</h2>
            <ErrorBadges group={group} />
          </div>
          <p className="mt-1 text-ink-soft wrap-anywhere">{message}</p>
        </div>
        <Button
          variant={isOpen ? 'primary' : 'secondary'}
          icon={isOpen ? Check : RotateCcw}
          isBusy={isBusy}
          onClick={change}
        >
          {isOpen ? <Trans>Resolve</Trans> : <Trans>Reopen</Trans>}
        </Button>
      </div>
      <dl className="mt-6 grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        <Fact label={<Trans>Seen</Trans>}>
          {t`${plural(count, { one: '# time', other: '# times' })}`}
        </Fact>
        <Fact label={<Trans>First</Trans>}>{at(group.firstSeenAt)}</Fact>
        <Fact label={<Trans>Last</Trans>}>{at(group.lastSeenAt)}</Fact>
        <Fact label={<Trans>Version</Trans>}>{group.release}</Fact>
        {place && (
          <Fact label={<Trans>Place</Trans>} isWide>
            <code className="font-mono text-sm wrap-anywhere">{place}</code>
          </Fact>
        )}
        {group.resolvedAt && <Fact label={<Trans>Resolved</Trans>}>{at(group.resolvedAt)}</Fact>}
        {group.reopenedAt && <Fact label={<Trans>Came back</Trans>}>{at(group.reopenedAt)}</Fact>}
        <Fact label={<Trans>Whom it hit</Trans>} isWide>
          {householdIds.length === 0 ? (
            householdsText(households)
          ) : (
            <details>
              <summary className="cursor-pointer">{householdsText(households)}</summary>
              <ul className="mt-2 grid gap-1 font-mono text-xs text-ink-soft">
                {householdIds.map((id) => (
                  <li key={id} className="select-all wrap-anywhere">
                    {id}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({
  label,
  isWide = false,
  children,
}: {
  label: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isWide ? 'min-w-0 sm:col-span-2' : 'min-w-0'}>
      <dt className="text-sm text-ink-faint">{label}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
