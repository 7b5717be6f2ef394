import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '#web/lib/session.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { CHANNELS } from '../channels-query.ts';
import { PUSH } from './push-query.ts';
import { thisBrowser } from './this-browser.ts';
import { useDeviceName } from './use-device-name.ts';

/** What can be done about notifications in this browser. */
export function usePushActions() {
  const { t } = useLingui();
  const toast = useToast();
  const userId = useSession().user.id;
  const name = useDeviceName();
  const queryClient = useQueryClient();
  const onSettled = () =>
    Promise.all([CHANNELS, PUSH].map((queryKey) => queryClient.invalidateQueries({ queryKey })));

  const turnOn = useMutation({
    mutationFn: async () => {
      // First of all: Safari counts only what follows a click at once.
      const answer = await thisBrowser.ask();
      if (answer !== 'granted') return answer === 'default' ? 'dismissed' : 'denied';
      await thisBrowser.turnOn(userId, name);
      return 'on';
    },
    onSuccess: (outcome) => {
      if (outcome === 'on') toast({ text: t`Notifications are on in this browser` });
    },
    onSettled,
  });
  const renew = useMutation({
    mutationFn: async (channelId: string) => {
      if ((await thisBrowser.ask()) === 'granted') await thisBrowser.renew(userId, channelId);
    },
    onSettled,
  });
  return { turnOn, renew };
}
