import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from './sqlite-fault.ts';

const ATTEMPTS = 600;
const PAUSE_MS = 100;

/**
 * For the one statement that does not wait for a lock as long as `busy_timeout` says.
 * @throws what `work` throws if it is not for a lock, or still for a lock after a minute.
 */
export async function retryWhileBusy(
  work: () => void,
  pause: () => Promise<unknown> = () => sleep(PAUSE_MS),
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
    }
    await pause();
  }
}
