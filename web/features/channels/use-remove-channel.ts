import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useSession } from '#web/lib/session.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { CHANNELS, channelsQuery } from './channels-query.ts';
import { PUSH, pushQuery } from './push/push-query.ts';
import { thisBrowser } from './push/this-browser.ts';

/** With the channel that is this browser its subscription ends, and comes back with it. */
export function useRemoveChannel() {
  const { t } = useLingui();
  const userId = useSession().user.id;
  const queryClient = useQueryClient();
  const undoable = useUndoable(CHANNELS);

  async function isThisBrowser(id: string): Promise<boolean> {
    const push = await queryClient.fetchQuery(pushQuery(userId));
    return push.obstacle === null && push.channelId === id;
  }

  return async ({ id, name, version, kind }: ChannelView) => {
    const isHere = kind === 'web-push' && (await isThisBrowser(id));
    await undoable({
      hide: () =>
        queryClient.setQueryData(
          channelsQuery.queryKey,
          (page) => page && { ...page, items: page.items.filter((item) => item.id !== id) },
        ),
      run: async () => {
        await api('DELETE channels/{id}', { params: { id }, version });
        if (isHere) await thisBrowser.turnOff(userId);
        await queryClient.invalidateQueries({ queryKey: PUSH });
      },
      undo: async () => {
        await api('POST channels/{id}/restore', { params: { id } });
        if (isHere) await thisBrowser.renew(userId, id);
        await queryClient.invalidateQueries({ queryKey: PUSH });
      },
      done: t`${name} is deleted`,
      undone: t`${name} is back`,
    });
  };
}
