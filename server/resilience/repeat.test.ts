import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repeat } from './repeat.ts';

describe('repeat', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs at once, then every so often, until it is stopped', () => {
    let runs = 0;
    const task = async () => {
      runs += 1;
    };
    const stop = repeat('count', 1_000, task, { error: () => {} });
    expect(runs).toBe(1);
    vi.advanceTimersByTime(2_500);
    expect(runs).toBe(3);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(runs).toBe(3);
  });

  it('logs a failure and tries again next time', async () => {
    const logged: object[] = [];
    const error = new Error('locked');
    const stop = repeat('fail', 1_000, () => Promise.reject(error), {
      error: (fields) => logged.push(fields),
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(logged).toEqual([
      { err: error, task: 'fail' },
      { err: error, task: 'fail' },
    ]);
    stop();
  });
});
