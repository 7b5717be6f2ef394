import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { EditAndDelete, ItemRow } from '#web/ui/item-list.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { CHANNELS } from './channels-query.ts';
import { KINDS } from './kinds.ts';
import { ServerWords } from './server-words.tsx';
import { TestOutcome, Words } from './test-outcome.tsx';
import { useKindName } from './use-kind-name.ts';

/** One channel, with what became of its last test. */
export function ChannelRow({
  channel,
  isThisBrowser,
  onEdit,
  onDelete,
}: {
  channel: ChannelView;
  isThisBrowser: boolean;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { t, i18n } = useLingui();
  const kindName = useKindName();
  const queryClient = useQueryClient();
  const { id, name, kind, fault } = channel;
  const Icon = KINDS[kind].icon;
  const test = useMutation({
    mutationFn: () => api('POST channels/{id}/test', { params: { id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: CHANNELS }),
  });

  return (
    <ItemRow
      lead={
        <span className="grid size-10 shrink-0 place-items-center rounded-md bg-tide-soft text-tide-ink">
          <Icon aria-hidden className="size-5" />
        </span>
      }
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 wrap-anywhere">
          {name}
          {isThisBrowser && (
            <Badge tone="kelp">
              <Trans>this one</Trans>
            </Badge>
          )}
        </span>
      }
      detail={
        <span className="wrap-anywhere">
          {[kindName(kind), placeOf(channel)].filter(Boolean).join(' · ')}
        </span>
      }
      below={
        <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-3 sm:ps-13">
          {fault && !test.data && <Fault words={fault.words} />}
          <Button
            size="sm"
            icon={Send}
            isBusy={test.isPending}
            onClick={() => test.mutate()}
            aria-label={t`Send a test to ${name}`}
          >
            <Trans>Send a test</Trans>
          </Button>
          <div role="status" className="w-full empty:-mt-3">
            {test.data && <TestOutcome test={test.data} />}
            {test.error && (
              <Notice tone="danger" title={i18n._(problemMessage(test.error))}>
                <ServerWords error={test.error} />
              </Notice>
            )}
          </div>
        </div>
      }
    >
      <EditAndDelete name={name} onEdit={onEdit} onDelete={onDelete} />
    </ItemRow>
  );
}

function Fault({ words }: { words: string }) {
  return (
    <Notice tone="danger" title={<Trans>The last message was refused</Trans>} className="w-full">
      <Words>{words}</Words>
    </Notice>
  );
}

/** Where it goes, as far as that is no secret. */
function placeOf({ settings }: ChannelView): string {
  const { server, topic, chatId, roomId, device, tag } = settings;
  const host = typeof server === 'string' && URL.canParse(server) ? new URL(server).host : '';
  return [host, topic ?? chatId ?? roomId ?? device ?? tag].filter(Boolean).join('/');
}
