import { beforeEach, describe, expect, it } from 'vitest';
import { type Background, createBackground } from './background.ts';
import { createPersevering } from './persevering.ts';

let logged: { task?: string }[];
let background: Background;

beforeEach(() => {
  logged = [];
  background = createBackground({ error: (fields) => logged.push(fields) });
});

const away = new Error('away');
const isWorthwhile = (error: unknown) => error === away;

/** A task that fails so often with what `faults` says, and then is done. */
function failing(...faults: Error[]) {
  const task = async () => {
    state.tries += 1;
    const fault = faults.shift();
    if (fault) throw fault;
    state.isDone = true;
  };
  const state = { tries: 0, isDone: false, task };
  return state;
}

describe('what is persevered in', () => {
  it('is tried again, for about a minute, while it makes sense', async () => {
    const waits: number[] = [];
    const persevering = createPersevering({
      background,
      random: () => 0.5,
      isWorthwhile,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    const soon = failing(away, away);
    const never = failing(...Array.from({ length: 100 }, () => away));
    const broken = failing(new Error('broken'));
    for (const { task } of [soon, never, broken]) persevering.run('task', task);
    await background.settled();
    expect(soon).toMatchObject({ tries: 3, isDone: true });
    expect(broken).toMatchObject({ tries: 1, isDone: false });
    expect(never.isDone).toBe(false);
    const longest = waits.reduce((sum, wait) => sum + wait, 0);
    expect(longest).toBeGreaterThan(45_000);
    expect(longest).toBeLessThan(100_000);
    expect(logged).toHaveLength(2);
  });

  it('does not hold up the end', async () => {
    const persevering = createPersevering({ background, random: () => 0.5, isWorthwhile });
    const first = Promise.withResolvers<void>();
    const never = failing(...Array.from({ length: 100 }, () => away));
    persevering.run('task', async () => {
      first.resolve();
      await never.task();
    });
    await first.promise;
    await new Promise(setImmediate);
    const begun = performance.now();
    persevering.hurry();
    await background.settled();
    expect(performance.now() - begun).toBeLessThan(400);
    expect(never.tries).toBe(2);
  });
});
