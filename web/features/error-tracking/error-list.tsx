import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { ErrorGroupView } from '#shared/schemas/error-schemas.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { ItemList } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { ErrorBadges } from './error-badges.tsx';
import { errorGroupsQuery } from './errors-query.ts';
import { useHouseholdsText } from './use-households-text.ts';

/** Faults of one state, the one that was seen last first. */
export function ErrorList({ state }: { state: ErrorGroupView['state'] }) {
  const { t } = useLingui();
  const query = useInfiniteQuery(errorGroupsQuery(state));
  return (
    <QueryCard
      query={{ ...query, error: query.data ? null : query.error }}
      failure={<Trans>The errors could not be loaded</Trans>}
      skeletonRows={6}
    >
      {({ pages }) => {
        const groups = pages.flatMap(({ items }) => items);
        if (groups.length === 0) return <NoErrors state={state} />;
        return (
          <Card>
            <ItemList label={t`Errors`}>
              {groups.map((group) => (
                <GroupRow key={group.id} group={group} />
              ))}
            </ItemList>
            {query.isFetchNextPageError && (
              <ErrorState
                error={query.error}
                title={<Trans>Earlier ones could not be loaded</Trans>}
                onRetry={() => void query.fetchNextPage()}
                isRetrying={query.isFetchingNextPage}
              />
            )}
            {query.hasNextPage && !query.isFetchNextPageError && (
              <p className="mt-6 text-center">
                <Button
                  isBusy={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  <Trans>Show earlier ones</Trans>
                </Button>
              </p>
            )}
          </Card>
        );
      }}
    </QueryCard>
  );
}

function NoErrors({ state }: { state: ErrorGroupView['state'] }) {
  return (
    <Card>
      {state === 'open' ? (
        <EmptyState
          picture={<CircleCheck aria-hidden className="size-10 text-kelp-ink" strokeWidth={1.5} />}
          title={<Trans>No open errors</Trans>}
        >
          <Trans>When something fails in the server or in a browser, it shows up here.</Trans>
        </EmptyState>
      ) : (
        <EmptyState title={<Trans>Nothing resolved</Trans>}>
          <Trans>What you resolve stays here for 90 days, and opens again if it comes back.</Trans>
        </EmptyState>
      )}
    </Card>
  );
}

function GroupRow({ group }: { group: ErrorGroupView }) {
  const { t } = useLingui();
  const format = useFormatter();
  const householdsText = useHouseholdsText();
  const { timeZone } = useSession().household;
  const { id, type, message, place, count, households, lastSeenAt } = group;
  return (
    <li className="relative py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <Link
          to="/console/{-$section}/{-$item}"
          params={{ section: 'errors', item: id }}
          search={(search) => search}
          className="min-w-0 font-semibold wrap-anywhere after:absolute after:inset-0 hover:underline"
        >
          {type}
        </Link>
        <ErrorBadges group={group} />
      </div>
      <p className="line-clamp-2 text-ink-soft wrap-anywhere">{message}</p>
      {place && <p className="mt-1 font-mono text-xs text-ink-faint wrap-anywhere">{place}</p>}
      <p className="mt-1 text-sm text-ink-faint">
        {t`${plural(count, { one: '# time', other: '# times' })}`} · {householdsText(households)} ·{' '}
        <Trans>last on {format.instant(lastSeenAt, timeZone)}</Trans>
      </p>
    </li>
  );
}
