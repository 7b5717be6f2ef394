import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { within } from './time-limit.ts';

const late = () => new Error('late');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('gives what the work gives, and leaves no timer behind', async () => {
  await expect(within(1_000, Promise.resolve('done'), late)).resolves.toBe('done');
  await expect(within(1_000, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});

it('waits no longer than the time, and not less', async () => {
  let isOver = false;
  const end = within(1_000, new Promise(() => {}), late).catch((error: Error) => {
    isOver = true;
    return error.message;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await end).toBe('late');
});

it('reads a result that came in time, although the process was busy until after the end', async () => {
  const read = Promise.withResolvers<string>();
  // Timers come before what was read from sockets.
  setImmediate(() => read.resolve('in time'));
  const end = within(1_000, read.promise, late);
  vi.advanceTimersByTime(1_000);
  await expect(end).resolves.toBe('in time');
});

it('lets work fail after its time unheard', async () => {
  const work = Promise.withResolvers<never>();
  const end = within(0, work.promise, late);
  const refusal = expect(end).rejects.toThrow('late');
  await vi.advanceTimersByTimeAsync(0);
  await refusal;
  work.reject(new Error('too late to matter'));
  await new Promise(setImmediate);
});
