import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ItemList } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { ChannelDialog } from './channel-dialog.tsx';
import { ChannelRow } from './channel-row.tsx';
import { channelsQuery } from './channels-query.ts';
import { PushCard } from './push/push-card.tsx';
import { useOwnChannelId } from './push/push-query.ts';
import { useRemoveChannel } from './use-remove-channel.ts';

/** How Duetide reaches the person who is signed in. */
export function ChannelsPanel({
  whatIsSent,
}: {
  /** Shown while there is none yet. */
  whatIsSent: ReactNode;
}) {
  const { t } = useLingui();
  const query = useQuery(channelsQuery);
  const ownId = useOwnChannelId();
  const remove = useRemoveChannel();
  const [edited, setEdited] = useState<string | 'new' | null>(null);
  const channels = query.data?.items ?? [];

  return (
    <>
      <QueryCard
        query={query}
        failure={<Trans>The channels could not be loaded</Trans>}
        skeletonRows={3}
      >
        {({ items }) => (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:gap-6">
            <PushCard channels={items} onTurnOff={(channel) => void remove(channel)} />
            <Card>
              <CardHeader
                title={<Trans>Channels</Trans>}
                description={<Trans>Yours alone: nobody else in the household sees them.</Trans>}
                action={
                  <Button size="sm" variant="primary" icon={Plus} onClick={() => setEdited('new')}>
                    <Trans>Add channel</Trans>
                  </Button>
                }
              />
              {items.length === 0 ? (
                <EmptyState title={<Trans>None yet</Trans>} className="py-4">
                  <Trans>Add one, and send a test to see that it works.</Trans>
                  {whatIsSent}
                </EmptyState>
              ) : (
                <ItemList label={t`Channels`}>
                  {items.map((channel) => (
                    <ChannelRow
                      key={channel.id}
                      channel={channel}
                      isThisBrowser={channel.id === ownId}
                      onEdit={() => setEdited(channel.id)}
                      onDelete={() => void remove(channel)}
                    />
                  ))}
                </ItemList>
              )}
            </Card>
          </div>
        )}
      </QueryCard>
      {edited !== null && (
        <ChannelDialog
          channel={channels.find(({ id }) => id === edited)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
