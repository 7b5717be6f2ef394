import { beforeEach, describe, expect, it } from 'vitest';
import { createWaitingBudgets, type WaitingBudgets } from './waiting-budget.ts';

let now: number;
let budgets: WaitingBudgets;

beforeEach(() => {
  now = 5_000;
  budgets = createWaitingBudgets({ limit: 1_500, monotonic: () => now });
});

describe('a budget', () => {
  it('counts what is waited, and not what lies between', () => {
    const budget = budgets.create();
    const stop = budget.begin();
    now += 400;
    expect(budget.left).toBe(1_100);
    stop();
    now += 10_000;
    expect(budget.left).toBe(1_100);
    budget.begin();
    now += 1_200;
    expect(budget.left).toBe(-100);
  });

  it('counts once what waits at the same time', () => {
    const budget = budgets.create();
    const [first, second] = [budget.begin(), budget.begin()];
    now += 300;
    first();
    now += 200;
    const third = budget.begin();
    second();
    now += 100;
    third();
    expect(budget.left).toBe(900);
  });
});

describe('budgets', () => {
  it('follow a request through what it awaits, each its own', async () => {
    const follow = async () => {
      const before = budgets.current();
      await new Promise(setImmediate);
      return budgets.current() === before && before;
    };
    const [one, two] = [budgets.create(), budgets.create()];
    expect(await Promise.all([budgets.run(one, follow), budgets.run(two, follow)])).toEqual([
      one,
      two,
    ]);
    expect(budgets.current()).toBeUndefined();
  });

  it('do not end what goes on after the answer, unless it was given up', () => {
    const [answered, exhausted] = [budgets.create(), budgets.create()];
    exhausted.begin();
    now += 1_500;
    for (const budget of [answered, exhausted]) budget.close();
    expect(budgets.run(answered, () => budgets.current())).toBeUndefined();
    expect(budgets.run(exhausted, () => budgets.current())).toBe(exhausted);
  });
});
