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

  it('wait for what was begun outside no longer than what is left', async () => {
    const never = new Promise<void>(() => {});
    const spent = budgets.create();
    const stop = spent.begin();
    now += 1_490;
    stop();
    await budgets.run(spent, () => budgets.waitFor(never));

    const fresh = budgets.create();
    const { promise: work, resolve: end } = Promise.withResolvers<void>();
    const waited = budgets.run(fresh, () => budgets.waitFor(work));
    now += 200;
    end();
    await waited;
    now += 5_000;
    expect(fresh.left).toBe(1_300);
  });

  it('wait to the end where no request does', async () => {
    const events: string[] = [];
    const { promise: work, resolve: end } = Promise.withResolvers<void>();
    const waited = budgets.waitFor(work).then(() => events.push('waited'));
    await new Promise(setImmediate);
    events.push('ended');
    end();
    await waited;
    expect(events).toEqual(['ended', 'waited']);
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
