import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '#web/lib/session.tsx';
import { afterLoad } from './after-load.ts';

/** Goes where a notification leads that was clicked, and keeps this browser subscribed. */
export function usePush(): void {
  const { id } = useSession().user;
  const router = useRouter();
  useEffect(() => {
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    const stopped = new AbortController();
    const { signal } = stopped;
    const onMessage = ({ data, ports }: MessageEvent<{ open?: string }>) => {
      if (!data?.open) return;
      // Within the application, so that a form with unsaved changes can ask first.
      router.history.push(data.open);
      ports[0]?.postMessage('opened');
    };
    workers?.addEventListener('message', onMessage, { signal });
    afterLoad(signal, async () => {
      const { keepPush } = await import('#web/features/channels/push/this-browser.ts');
      await keepPush(id);
    });
    return () => stopped.abort();
  }, [id, router]);
}
