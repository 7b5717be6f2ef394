import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSession } from '#web/lib/session.tsx';
import { browserFacts } from './browser-facts.ts';
import { pushObstacle } from './push-obstacle.ts';
import { thisBrowser } from './this-browser.ts';

export const PUSH = ['push'] as const;

/** What this browser can do and does; somebody may have changed that in its own settings. */
export const pushQuery = (userId: string) =>
  queryOptions({
    queryKey: [...PUSH, userId],
    queryFn: async () => {
      const obstacle = pushObstacle(browserFacts());
      return obstacle ? { obstacle } : { obstacle, ...(await thisBrowser.state(userId)) };
    },
    // It asks nobody but the browser.
    staleTime: 0,
    refetchOnWindowFocus: 'always',
    networkMode: 'always',
  });

/** The channel that is this browser, for whoever is signed in. */
export function useOwnChannelId(): string | null {
  const { data } = useQuery(pushQuery(useSession().user.id));
  return data?.obstacle === null ? data.channelId : null;
}
