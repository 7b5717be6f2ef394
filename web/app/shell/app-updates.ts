import { WORKER_ADDRESS } from '#web/lib/worker-address.ts';
import { afterLoad } from './after-load.ts';

const CHECK_AFTER_MS = 60 * 60_000;

/**
 * Has the service worker keep the files of the application, once the page has what it needs itself.
 * @param onNewVersion called when files of another version than the page's are there
 * @returns how to stop listening; what is kept stays
 */
export function followUpdates(onNewVersion: () => void): () => void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  // Where the page came over plain HTTP from another machine, browsers have none.
  if (!workers || !import.meta.env.PROD) return () => {};
  const stopped = new AbortController();
  const { signal } = stopped;

  const onMessage = ({ data }: MessageEvent<{ entry?: string }>) => {
    if (data?.entry && data.entry !== ownEntry()) onNewVersion();
  };
  workers.addEventListener('message', onMessage, { signal });
  afterLoad(signal, async () => {
    // A browser may refuse, for instance in a private window: then there is nothing offline.
    const registration = await workers.register(WORKER_ADDRESS);
    let checkedAt = performance.now();
    const check = () => {
      // A tab may be open for weeks, and browsers look only when a page is opened.
      if (document.hidden || performance.now() - checkedAt < CHECK_AFTER_MS) return;
      checkedAt = performance.now();
      registration.update().catch(() => {});
    };
    document.addEventListener('visibilitychange', check, { signal });
  });
  return () => stopped.abort();
}

/** Its name carries a hash of everything that it loads. */
function ownEntry(): string | null {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script && new URL(script.src).pathname;
}
