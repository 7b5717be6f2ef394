import { describe, expect, it } from 'vitest';
import { createBackground } from './background.ts';
import { createWaitingBudgets } from './waiting-budget.ts';

describe('createBackground', () => {
  it('starts nothing before the caller is done, and says when all is over', async () => {
    const happened: string[] = [];
    const background = createBackground({ error: () => {} });
    background.run('outer', async () => {
      happened.push('outer');
      background.run('inner', async () => {
        happened.push('inner');
      });
    });
    happened.push('caller');
    await background.settled();
    expect(happened).toEqual(['caller', 'outer', 'inner']);
  });

  it('logs a task that fails, with its name, and goes on', async () => {
    const logged: object[] = [];
    const background = createBackground({ error: (fields) => logged.push(fields) });
    const error = new Error('no mail server');
    background.run('send mail', async () => {
      throw error;
    });
    await background.settled();
    expect(logged).toEqual([{ err: error, task: 'send mail' }]);
  });

  it('runs nothing in the name of the request that began it', async () => {
    const budgets = createWaitingBudgets({ limit: 1_500 });
    const background = createBackground({ error: () => {} });
    const found: unknown[] = [];
    budgets.run(budgets.create(), () => {
      found.push(budgets.current() === undefined);
      background.run('later', async () => {
        found.push(budgets.current() === undefined);
      });
    });
    await background.settled();
    expect(found).toEqual([false, true]);
  });
});
