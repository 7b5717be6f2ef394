import { expect, it, vi } from 'vitest';
import { createLastWords } from './last-words.ts';

function setUp(keep: () => Promise<void>) {
  const steps: string[] = [];
  const say = createLastWords({
    log: { error: () => steps.push('logged') },
    report: () => steps.push('reported'),
    keep: () => {
      steps.push('keeping');
      return keep();
    },
    exit: (code) => steps.push(`ended ${code}`),
  });
  return { steps, say };
}

it('is logged, reported and kept before the end', async () => {
  const { steps, say } = setUp(async () => {});
  await say(new Error('nobody caught it'));
  expect(steps).toEqual(['logged', 'reported', 'keeping', 'ended 1']);
});

it('ends where it cannot be kept', async () => {
  const { steps, say } = setUp(() => Promise.reject(new Error('no database')));
  await say('no error');
  expect(steps.at(-1)).toBe('ended 1');
});

it('does not wait for a store that does not answer, and ends once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { steps, say } = setUp(() => new Promise(() => {}));
  const said = say(new Error('one'));
  await say(new Error('two'));
  expect(steps).not.toContain('ended 1');
  await vi.advanceTimersByTimeAsync(2_000);
  await said;
  vi.useRealTimers();
  expect(steps.filter((step) => step === 'ended 1')).toHaveLength(1);
  expect(steps.filter((step) => step === 'reported')).toHaveLength(2);
});
