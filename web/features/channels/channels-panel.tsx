import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import { api } from '#web/lib/api.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ItemList } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { ChannelDialog } from './channel-dialog.tsx';
import { ChannelRow } from './channel-row.tsx';
import { CHANNELS, channelsQuery } from './channels-query.ts';

/** How Duetide reaches the person who is signed in. */
export function ChannelsPanel({
  whatIsSent,
}: {
  /** Shown while there is none yet. */
  whatIsSent: ReactNode;
}) {
  const { t } = useLingui();
  const query = useQuery(channelsQuery);
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
                    onEdit={() => setEdited(channel.id)}
                    onDelete={() => void remove(channel)}
                  />
                ))}
              </ItemList>
            )}
          </Card>
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

function useRemoveChannel() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const undoable = useUndoable(CHANNELS);
  return ({ id, name, version }: ChannelView) =>
    undoable({
      hide: () =>
        queryClient.setQueryData(
          channelsQuery.queryKey,
          (page) => page && { ...page, items: page.items.filter((item) => item.id !== id) },
        ),
      run: () => api('DELETE channels/{id}', { params: { id }, version }),
      undo: () => api('POST channels/{id}/restore', { params: { id } }),
      done: t`${name} is deleted`,
      undone: t`${name} is back`,
    });
}
