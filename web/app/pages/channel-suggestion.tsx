import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { attentionQuery } from '#web/features/attention/attention-query.ts';
import { FirstChannel } from '#web/features/channels/first-channel.tsx';
import { api } from '#web/lib/api.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';

/** For who is reached nowhere, until they say that they do not want to be. */
export function ChannelSuggestion() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const undoable = useUndoable(attentionQuery.queryKey);
  const item = useQuery(attentionQuery).data?.items.find(({ kind }) => kind === 'no-channel');
  const [outcome, setOutcome] = useState<'added' | 'dismissed' | null>(null);
  if (outcome === 'dismissed' || (!item && outcome !== 'added')) return null;

  async function dismiss(key: string) {
    const params = { key };
    await undoable({
      hide: () => setOutcome('dismissed'),
      run: () => api('PUT attention/{key}/dismissal', { params }),
      undo: async () => {
        await api('DELETE attention/{key}/dismissal', { params });
        setOutcome(null);
      },
      done: t`You will not be asked again. Channels are in the settings.`,
      undone: t`Taken back`,
    });
  }

  return (
    <Card aria-label={t`Be told before money leaves`}>
      <CardHeader
        title={<Trans>Be told before money leaves</Trans>}
        description={
          <Trans>
            Before a trial ends, a price rises, or the last day to cancel passes. How shall it reach
            you?
          </Trans>
        }
        action={
          item &&
          outcome === null && (
            <Button
              variant="ghost"
              size="sm"
              className="-mx-3.5"
              onClick={() => void dismiss(item.key)}
            >
              <Trans>Do not ask again</Trans>
            </Button>
          )
        }
      />
      <FirstChannel
        onAdded={() => {
          setOutcome('added');
          void queryClient.invalidateQueries({ queryKey: attentionQuery.queryKey });
        }}
      />
    </Card>
  );
}
