import { afterLoad } from './after-load.ts';

/** For parts of a page that nobody waits for. */
export function pageLoaded(): Promise<void> {
  return new Promise((resolve) => {
    afterLoad(new AbortController().signal, async () => resolve());
  });
}
