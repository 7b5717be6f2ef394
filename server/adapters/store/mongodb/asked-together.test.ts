import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAskedTogether } from './asked-together.ts';

function open() {
  const questions: string[][] = [];
  const known = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const ask = createAskedTogether<number>(async (keys) => {
    questions.push([...keys]);
    if (keys.includes('bad')) throw new Error('away');
    return new Map([...known].filter(([key]) => keys.includes(key)));
  });
  return { ask, known, questions };
}

describe('createAskedTogether', () => {
  it('asks once for all of a turn, each key once, and tells everybody their own', async () => {
    const { ask, questions } = open();
    expect(await Promise.all([ask('b'), ask('a'), ask('none'), ask('b')])).toEqual([
      2,
      1,
      undefined,
      2,
    ]);
    expect(questions).toEqual([['b', 'a', 'none']]);
  });

  it('does not answer with what was read before somebody asked', async () => {
    const { ask, known, questions } = open();
    const before = ask('a');
    await nextTurn();
    expect(questions).toEqual([['a']]);
    known.set('a', 9);
    expect(await Promise.all([before, ask('a')])).toEqual([1, 9]);
    expect(questions).toEqual([['a'], ['a']]);
  });

  it('fails for all of a turn, and for nobody after it', async () => {
    const { ask } = open();
    const together = await Promise.allSettled([ask('a'), ask('bad')]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask('a')).toBe(1);
  });
});
