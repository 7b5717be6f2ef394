import { expect, it } from 'vitest';
import { retryWhileBusy } from './retry-while-busy.ts';

const BUSY = Object.assign(new Error('database is locked'), {
  code: 'ERR_SQLITE_ERROR',
  errcode: 5,
});

async function attemptsAt(failures: Error[]): Promise<{ attempts: number; error: unknown }> {
  let attempts = 0;
  const work = () => {
    const failure = failures[attempts];
    attempts += 1;
    if (failure) throw failure;
  };
  const error = await retryWhileBusy(work, async () => {}).catch((reason: unknown) => reason);
  return { attempts, error };
}

it('tries again while another process has the lock', async () => {
  expect(await attemptsAt([])).toEqual({ attempts: 1, error: undefined });
  expect(await attemptsAt([BUSY, BUSY])).toEqual({ attempts: 3, error: undefined });
});

it('leaves the other process a moment', async () => {
  const failures = [BUSY];
  await retryWhileBusy(() => {
    const failure = failures.pop();
    if (failure) throw failure;
  });
  expect(failures).toEqual([]);
});

it('gives up on any other fault, and after a minute of attempts', async () => {
  const fault = new Error('disk I/O error');
  expect(await attemptsAt([BUSY, fault])).toEqual({ attempts: 2, error: fault });
  expect(await attemptsAt(Array(1_000).fill(BUSY))).toEqual({ attempts: 600, error: BUSY });
});
