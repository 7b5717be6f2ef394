import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSession } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import type { KnownChannels } from './channel-name.ts';
import { HistoryRow } from './history-row.tsx';
import { myRemindersQuery, reminderHistoryQuery } from './reminder-queries.ts';

/** What was sent to the person, tried, given up and left out; the newest first. */
export function ReminderHistory({ channels }: { channels: KnownChannels }) {
  const { t } = useLingui();
  const { household } = useSession();
  const mine = useQuery(myRemindersQuery).data;
  const query = useInfiniteQuery(reminderHistoryQuery);
  const timeZone = mine?.timeZone ?? household.timeZone;
  return (
    <QueryCard
      query={{ ...query, error: query.data ? null : query.error }}
      failure={<Trans>What was sent could not be loaded</Trans>}
      skeletonRows={6}
    >
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <Card>
            <CardHeader
              title={<Trans>What was sent</Trans>}
              description={<Trans>To you, newest first. It is kept for 400 days.</Trans>}
            />
            {items.length === 0 ? (
              <EmptyState title={<Trans>Nothing yet</Trans>} className="py-4">
                <Trans>
                  Once a reminder is due, this shows when it went out and what became of it.
                </Trans>
              </EmptyState>
            ) : (
              <ul aria-label={t`What was sent`} className="-my-3 divide-y divide-line">
                {items.map((item) => (
                  <HistoryRow
                    key={`${item.channelId}${item.kind}${item.subject.id}${item.occurrence}${item.days}${item.createdAt}`}
                    item={item}
                    channels={channels}
                    timeZone={timeZone}
                  />
                ))}
              </ul>
            )}
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
