import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { CalendarFeedView } from '#shared/schemas/import-schemas.ts';
import { useCanWrite, useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { FeedAddress } from './feed-address.tsx';
import { ReplaceFeedDialog, RevokeFeedDialog } from './feed-dialogs.tsx';
import { calendarFeedQuery, useCalendarFeed } from './use-calendar-feed.ts';

/** Charges in the calendar program that people look at anyway. */
export function CalendarFeedPanel() {
  const query = useQuery(calendarFeedQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The calendar feed could not be looked up</Trans>}
      skeletonRows={3}
    >
      {(feed) => <FeedCard feed={feed} />}
    </QueryCard>
  );
}

function FeedCard({ feed }: { feed: CalendarFeedView }) {
  const canWrite = useCanWrite();
  const { create, revoke } = useCalendarFeed();
  const [asked, setAsked] = useState<'replace' | 'revoke' | null>(null);
  const address = create.data?.url;
  return (
    <Card>
      <CardHeader
        title={<Trans>In the calendar you use already</Trans>}
        description={
          <Trans>
            Charges, days to cancel by and trials that end, for the next 12 months. It keeps itself
            up to date.
          </Trans>
        }
      />
      <div className="grid gap-5">
        {address ? <FeedAddress address={address} /> : <FeedStatus feed={feed} />}
        {create.error && <FormError error={create.error} />}
        {canWrite && (
          <div className="flex flex-wrap gap-3 border-line not-only:border-t not-only:pt-5">
            {feed.isActive ? (
              <>
                <Button onClick={() => setAsked('replace')} isBusy={create.isPending}>
                  <Trans>New address</Trans>
                </Button>
                <Button variant="danger-ghost" onClick={() => setAsked('revoke')}>
                  <Trans>Turn the feed off</Trans>
                </Button>
              </>
            ) : (
              <Button
                variant="primary"
                icon={CalendarPlus}
                isBusy={create.isPending}
                onClick={() => create.mutate()}
              >
                <Trans>Create an address</Trans>
              </Button>
            )}
          </div>
        )}
      </div>
      {asked === 'replace' && <ReplaceFeedDialog create={create} onClose={() => setAsked(null)} />}
      {asked === 'revoke' && <RevokeFeedDialog revoke={revoke} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function FeedStatus({ feed }: { feed: CalendarFeedView }) {
  const format = useFormatter();
  const { timeZone } = useSession().household;
  if (feed.createdAt === null) {
    return (
      <p className="text-ink-soft">
        <Trans>
          The address is a secret: whoever knows it can read names and prices, and nothing else. You
          can turn it off at any time.
        </Trans>
      </p>
    );
  }
  return (
    <p className="text-ink-soft">
      <Trans>
        The feed is on. Its address was given out on {format.instant(feed.createdAt, timeZone)} and
        cannot be shown again; a new one replaces it.
      </Trans>
    </p>
  );
}
