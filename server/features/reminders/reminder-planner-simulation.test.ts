import { expect, it } from 'vitest';
import { instantOf } from '#server/clock.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { RuleOverrides } from '#shared/reminders/reminder-rules.ts';
import { completeRules } from '#shared/reminders/reminder-settings.ts';
import {
  editBudget,
  newBudgetWorld,
  settleOne,
  withinBudgets,
} from '#tests/support/budget-world.ts';
import {
  createRandom,
  editOne,
  type MutableSubjects,
  newSubscriptions,
} from '#tests/support/reminder-edits.ts';
import { referenceTick } from '#tests/support/reminder-reference.ts';
import { ADA, createReminderRig, HOME } from '#tests/support/reminder-rig.ts';
import { sampleCategory, sampleHousehold, sampleId } from '#tests/support/sample-records.ts';
import { simulatedDays } from '#tests/support/simulated-days.ts';
import { requestedStores } from '#tests/support/stores.ts';
import type { ReminderMember } from './member-reminders.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00Z');
const DAYS = 730;
const ZONE = 'Australia/Lord_Howe';
const OWNER = { householdId: HOME, userId: ADA };
const PREFIX = `${ADA}:${sampleId(600)}:`;

const on = (...days: number[]) => ({ isOn: true, days });
const RULES: RuleOverrides = {
  charge: on(7, 1, 0),
  'cancel-by': on(14, 2),
  'trial-end': on(3, 1),
  'price-change': on(7, 0),
  'term-end': on(30),
  unpaid: { isOn: false, days: [] },
  budget: on(7, 0),
};

it.each(requestedStores())(
  'on %s, whoever plans, twice or at once, everything is sent once',
  {
    timeout: 120_000,
  },
  async (kind) => {
    const days = await simulatedDays(kind, DAYS);
    const rig = await createReminderRig(instantOf(START), kind);
    const { store, clock } = rig;
    await rig.setHousehold({ rules: RULES, hour: 9 });
    await rig.setMember({ timeZone: ZONE, hour: 2 });
    const random = createRandom(4_711);
    const subjects: MutableSubjects = {
      subscriptions: withinBudgets(newSubscriptions(3, 12, instantOf(START - HOUR))),
      paymentMethods: [],
      settled: new Map(),
    };
    const world = newBudgetWorld(instantOf(START - HOUR), 0.05);
    await store.subscriptions.insertMany(HOME, subjects.subscriptions);
    for (const id of world.categoryIds) await store.categories.insert(HOME, sampleCategory({ id }));
    for (const rate of world.rates) await store.rates.put(HOME, rate);
    for (const budget of world.budgets) await store.budgets.insert(HOME, budget);
    const member: ReminderMember = {
      timeZone: ZONE,
      hour: 2,
      since: START,
      rules: { household: completeRules(RULES), member: {}, subscriptions: new Map() },
    };

    const done = new Set<string>();
    const counts = { sent: 0, late: 0, dropped: 0 };
    let outageUntil = 0;
    for (let now = START; now < START + days * 24 * HOUR; now += (8 + random.below(12)) * HOUR) {
      if (random.below(3) === 0) {
        const at = editOne(subjects, random, now);
        const edited = subjects.subscriptions[at];
        const stored = edited && (await store.subscriptions.find(HOME, edited.id));
        if (edited && stored) await store.subscriptions.replace(HOME, edited, stored.version);
      }
      if (random.below(8) === 0) {
        const edited = world.budgets[editBudget(world, random, instantOf(now))];
        const stored = edited && (await store.budgets.find(HOME, edited.id));
        if (edited && stored) await store.budgets.replace(HOME, edited, stored.version);
      }
      if (random.below(4) === 0) {
        const day = todayIn('UTC', now);
        const paid = settleOne(world, subjects.subscriptions, random, day);
        const known = paid && (await store.payments.find(HOME, paid.subscriptionId, paid.dueOn));
        if (paid) await store.payments.put(HOME, paid, known?.version ?? null);
      }
      if (random.below(150) === 0) outageUntil = now + random.below(60 * 24) * HOUR;
      if (now < outageUntil) continue;
      clock.set(instantOf(now + random.below(HOUR)));
      const planners = [rig.planner, rig.newPlanner()].slice(random.below(2));
      await Promise.all(planners.map((planner) => planner.plan(HOME)));
      await rig.runJobs();
      const rows = await store.reminderDeliveries.listNewest(OWNER, { limit: 200 });
      const found = rows.filter(({ createdAt }) => createdAt === instantOf(clock.now()));
      const home = todayIn(sampleHousehold().timeZone, clock.now());
      const wanted = referenceTick(done, member, { ...subjects, world, home }, clock.now());
      expect({
        sent: found
          .filter(({ state }) => state === 'sent')
          .map(({ id, isLate }) => `${id.slice(PREFIX.length)} ${isLate}`)
          .sort(),
        dropped: found
          .filter(({ state }) => state === 'dropped')
          .map(({ id, note }) => `${id.slice(PREFIX.length)} ${note}`)
          .sort(),
      }).toEqual(wanted);
      counts.sent += wanted.sent.length;
      counts.late += found.filter(({ isLate }) => isLate).length;
      counts.dropped += wanted.dropped.length;
    }
    expect(rig.sent.filter(({ kind }) => kind === 'budget').length).toBeGreaterThan(days / 40);
    expect(rig.sent).toHaveLength(counts.sent);
    expect(new Set(rig.sent.map(({ id }) => id)).size).toBe(counts.sent);
    expect(await store.reminderDeliveries.listPending(HOME)).toEqual([]);
    expect(counts.sent).toBeGreaterThan(days * 0.4);
    expect(counts.late).toBeGreaterThan(days / 40);
    expect(counts.dropped).toBeGreaterThan(days / 40);
    await store.close();
  },
);
