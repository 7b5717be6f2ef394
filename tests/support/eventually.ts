import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until `isSo` says yes.
 * @returns after how many milliseconds that was.
 * @throws Error once `limit` milliseconds are over.
 */
export async function eventually(
  what: string,
  limit: number,
  isSo: () => boolean | Promise<boolean>,
): Promise<number> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > limit) throw new Error(`Not within ${limit} ms: ${what}`);
    await sleep(10);
  }
  return performance.now() - begun;
}
