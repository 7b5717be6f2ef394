import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Budget } from '#shared/budgets/budget.ts';
import { ADA, createReminderRig, HOME, type ReminderRig } from '#tests/support/reminder-rig.ts';
import {
  sampleBudget,
  sampleCategory,
  sampleId,
  samplePayment,
  sampleSubscription,
} from '#tests/support/sample-records.ts';

const START = '2026-03-01T12:00:00.000Z';

let rig: ReminderRig;
beforeEach(async () => {
  rig = await createReminderRig(START);
  const rules = { charge: { isOn: false, days: [] } };
  await rig.setHousehold({ rules, hour: 9 });
});
afterEach(() => rig.store.close());

/** Everybody's, 20 euro a month. */
async function limit(changes: Partial<Budget> = {}): Promise<Budget> {
  const budget = sampleBudget({
    limitMinor: 2_000,
    categoryId: null,
    createdAt: START,
    ...changes,
  });
  await rig.store.budgets.insert(HOME, budget);
  await rig.planner.wake(HOME);
  return budget;
}

async function buy(number: number, day: string, amountMinor: number, changes = {}) {
  const anchor = `2026-03-${day}` as '2026-03-01';
  const subscription = sampleSubscription({
    id: sampleId(200 + number),
    name: `Paper ${number}`,
    anchor,
    prices: [{ from: anchor, amountMinor, currency: 'EUR' }],
    createdAt: START,
    ...changes,
  });
  await rig.store.subscriptions.insert(HOME, subscription);
  await rig.planner.wake(HOME);
  return subscription;
}

const told = () =>
  rig.sent.map(({ at, title }) => `${at.slice(0, 13)} ${title.replaceAll('\u00a0', ' ')}`);

async function history() {
  const rows = await rig.store.reminderDeliveries.listNewest(
    { householdId: HOME, userId: ADA },
    { limit: 200 },
  );
  return rows.map(({ kind, occurrence, days, state, isLate, note }) =>
    [kind, occurrence, `${days}`, state, isLate && 'late', note].filter(Boolean).join(' '),
  );
}

describe('a budget that will be exceeded', () => {
  it('is told of a week before, and on the day', async () => {
    const { id } = await limit();
    await buy(1, '10', 1_500);
    await buy(2, '20', 501);
    await rig.pass('2026-03-31T12:00:00.000Z');
    expect(told()).toEqual([
      '2026-03-13T08 Fun: over budget on Fri, 20 March 2026 (in 7 days)',
      '2026-03-20T08 Fun: over budget today',
    ]);
    expect(rig.sent[0]).toMatchObject({
      kind: 'budget',
      url: 'https://duetide.example/settings/budgets',
      id: `${ADA}:${sampleId(600)}:budget/${id}/2026-03-01/7`,
    });
    expect(rig.sent[0]?.body).toBe(
      'With Paper 2 (€5.01) on Fri, 20 March 2026 (in 7 days), Fun passes its limit of €20.00. ' +
        'March 2026 comes to €20.01 in all: €0.01 too much.',
    );
  });

  it('is told of again in the next period, and by the day there', async () => {
    await limit();
    await buy(1, '31', 2_001);
    await rig.pass('2026-05-01T12:00:00.000Z');
    expect(told().map((line) => line.slice(0, 10))).toEqual([
      '2026-03-24',
      '2026-03-31',
      '2026-04-23',
      '2026-04-30',
    ]);
  });

  it('is told of late where that comes of a change, as long as the period runs', async () => {
    await limit();
    await buy(1, '02', 1_900);
    await rig.pass('2026-03-15T12:00:00.000Z');
    expect(rig.sent).toEqual([]);
    await buy(2, '05', 200, { cycle: null });
    await rig.pass('2026-03-31T22:30:00.000Z');
    expect(told()).toEqual(['2026-03-15T12 Fun: over budget on Thu, 5 March 2026']);
    expect(await history()).toEqual(['budget 2026-03-01 0 sent late']);
  });

  it('is not told of any more when something is skipped in time', async () => {
    await limit();
    await buy(1, '10', 1_500);
    const { id } = await buy(2, '20', 501);
    await rig.pass('2026-03-14T12:00:00.000Z');
    expect(rig.sent).toHaveLength(1);
    const skipped = { status: 'skipped', paidOn: null, amountMinor: null, currency: null } as const;
    await rig.store.payments.put(
      HOME,
      samplePayment({ subscriptionId: id, dueOn: '2026-03-20', ...skipped }),
      null,
    );
    await rig.planner.wake(HOME);
    await rig.pass('2026-03-31T12:00:00.000Z');
    expect(rig.sent).toHaveLength(1);
  });

  it('is not sent any more when its limit was raised after it was planned', async () => {
    const budget = await limit();
    await buy(1, '10', 2_001);
    rig.clock.set('2026-03-03T08:00:00.000Z');
    await rig.planner.plan(HOME);
    await rig.store.budgets.replace(HOME, { ...budget, limitMinor: 9_999 }, 1);
    await rig.runJobs();
    expect(rig.sent).toEqual([]);
    expect(await history()).toEqual(['budget 2026-03-01 7 dropped changed']);
  });

  it('that was made when it was exceeded already is not told of backwards', async () => {
    await buy(1, '02', 2_001);
    await rig.pass('2026-03-15T12:00:00.000Z');
    await limit({ createdAt: '2026-03-15T12:00:00.000Z' });
    await rig.pass('2026-03-25T12:00:00.000Z');
    expect(rig.sent).toEqual([]);
  });

  it('counts what lies in its category, as long as that is there', async () => {
    const category = sampleCategory();
    await rig.store.categories.insert(HOME, category);
    await limit({ categoryId: category.id });
    await buy(1, '10', 9_000);
    await buy(2, '20', 2_001, { categoryId: category.id });
    await rig.pass('2026-03-14T12:00:00.000Z');
    expect(told()).toEqual(['2026-03-13T08 Fun: over budget on Fri, 20 March 2026 (in 7 days)']);
    await rig.store.categories.replace(HOME, { ...category, deletedAt: START }, 1);
    await rig.planner.wake(HOME);
    await rig.pass('2026-03-31T12:00:00.000Z');
    expect(rig.sent).toHaveLength(1);
  });
});

describe('where nobody is reminded of budgets', () => {
  it('what counts towards them is not loaded', async () => {
    await limit();
    await buy(1, '10', 2_001);
    const off = { charge: { isOn: false, days: [] }, budget: { isOn: false, days: [0] } };
    await rig.setHousehold({ rules: off, hour: 9 });
    let asked = 0;
    const { charges } = rig.budgets;
    rig.budgets.charges = (...given) => {
      asked += 1;
      return charges(...given);
    };
    await rig.pass('2026-03-11T12:00:00.000Z');
    expect([asked, rig.sent]).toEqual([0, []]);
    await rig.setHousehold({ rules: { ...off, budget: { isOn: true, days: [0] } }, hour: 9 });
    await rig.pass('2026-03-12T12:00:00.000Z');
    expect(asked).toBeGreaterThan(0);
  });
});
