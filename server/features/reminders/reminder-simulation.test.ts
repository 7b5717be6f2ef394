import { expect, test } from 'vitest';
import { createBudgetCharges } from '#shared/budgets/budget-charges.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { ReminderBudgets } from '#shared/reminders/budget-events.ts';
import { dueReminders } from '#shared/reminders/due-reminders.ts';
import { reminderKey } from '#shared/reminders/planned-reminders.ts';
import { REMINDER_KINDS, type ReminderRules } from '#shared/reminders/reminder-rules.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import {
  type BudgetWorld,
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
import { DAYS_BACK, type ReminderMember, timedReminders } from './member-reminders.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00Z');
const DAYS = 730;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
const SUBSCRIPTIONS = 200;

const on = (...days: number[]) => ({ isOn: true, days });
const HOUSEHOLD: ReminderRules = {
  charge: on(7, 1, 0),
  'cancel-by': on(14, 2),
  'trial-end': on(3, 1),
  'price-change': on(7, 0),
  'term-end': on(30),
  'card-expiry': on(30, 1),
  unpaid: on(1, 4),
  budget: on(7, 0),
};

test.for([1])(
  'two years of edits, outages and double ticks: everybody is told of everything once (seed %i)',
  { timeout: 120_000 },
  (seed) => {
    const random = createRandom(seed * 7_919);
    const card: PaymentMethod = {
      id: 'card',
      version: 1,
      label: 'Visa',
      kind: 'card',
      lastFour: null,
      expiresIn: '2027-05',
      createdAt: new Date(START - HOUR).toISOString(),
      updatedAt: new Date(START - HOUR).toISOString(),
      deletedAt: null,
    };
    const createdAt = new Date(START - HOUR).toISOString();
    const world = newBudgetWorld(createdAt);
    const subjects: MutableSubjects = {
      subscriptions: withinBudgets(newSubscriptions(seed, SUBSCRIPTIONS, createdAt)),
      paymentMethods: [card],
      settled: new Map(),
    };
    const members: ReminderMember[] = ZONES.map((timeZone, at) => ({
      timeZone,
      hour: [9, 0, 2][at] ?? 9,
      since: START,
      rules: {
        household: HOUSEHOLD,
        member: at === 1 ? { charge: on(3), unpaid: { isOn: false, days: [] } } : {},
        subscriptions: new Map([
          ['s0', { charge: on(10, 5) }],
          ['s3', { charge: { isOn: false, days: [] } }],
        ]),
      },
    }));
    const known = members.map(() => new Set<string>());
    const done = members.map(() => new Set<string>());
    const counts = { sent: 0, late: 0, dropped: 0, kinds: new Set<string>() };

    let outageUntil = 0;
    for (
      let now = START;
      now < START + DAYS * 24 * HOUR;
      now += 8 * HOUR + random.below(6) * HOUR
    ) {
      for (let edits = random.below(3); edits > 0; edits -= 1) editOne(subjects, random, now);
      if (random.below(20) === 0) editBudget(world, random, new Date(now).toISOString());
      if (random.below(4) === 0)
        settleOne(world, subjects.subscriptions, random, localDate('UTC', now));
      if (random.below(300) === 0) outageUntil = now + random.below(60 * 24) * HOUR;
      if (now < outageUntil) continue;
      const moment = now + random.below(HOUR);
      const home = localDate('UTC', moment);
      for (let tick = random.below(10) === 0 ? 2 : 1; tick > 0; tick -= 1) {
        const budgets = budgetsOf(world, subjects, home);
        const other = { ...subjects, world, home };
        for (const [at, member] of members.entries()) {
          const keys = known[at] as Set<string>;
          const today = localDate(member.timeZone, moment);
          const from = addDays(today, -DAYS_BACK);
          const timed = timedReminders(member, { ...subjects, budgets }, from, today);
          const { due, dropped } = dueReminders(timed, { now: moment, today }, (key) =>
            keys.has(key),
          );
          const found = {
            sent: due.map(({ reminder, isLate }) => `${reminderKey(reminder)} ${isLate}`).sort(),
            dropped: dropped
              .map(({ reminder, reason }) => `${reminderKey(reminder)} ${reason}`)
              .sort(),
          };
          // What it should be is worked out from the state alone, by other means.
          const wanted = referenceTick(done[at] as Set<string>, member, other, moment);
          expect(found).toEqual(wanted);
          for (const { reminder, isLate } of due) {
            const key = reminderKey(reminder);
            expect(keys.has(key)).toBe(false);
            keys.add(key);
            counts.sent += 1;
            counts.kinds.add(reminder.kind);
            if (isLate) counts.late += 1;
            else expect(localDate(member.timeZone, moment)).toBe(reminder.sendOn);
          }
          for (const { reminder } of dropped) keys.add(reminderKey(reminder));
          counts.dropped += dropped.length;
        }
        // Somebody pays, now and then.
        const paid = random.oneOf(subjects.subscriptions).id;
        const days = subjects.settled.get(paid) ?? new Set();
        days.add(localDate('UTC', moment));
        subjects.settled.set(paid, days);
      }
    }
    expect([...counts.kinds].sort()).toEqual([...REMINDER_KINDS].sort());
    expect(counts.sent).toBeGreaterThan(5_000);
    expect(counts.late).toBeGreaterThan(100);
    expect(counts.dropped).toBeGreaterThan(100);
  },
);

function budgetsOf(
  { budgets, payments, rates, categoryIds }: BudgetWorld,
  { subscriptions }: MutableSubjects,
  today: CalendarDate,
): ReminderBudgets {
  const list = budgets.filter(({ deletedAt }) => deletedAt === null);
  const live = subscriptions.filter(({ deletedAt }) => deletedAt === null);
  const book = createRateBook(rates);
  const sources = { today, subscriptions: live, payments, categoryIds, rateBookOf: () => book };
  return { list, charges: createBudgetCharges(sources) };
}

function localDate(timeZone: string, instant: number): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString() as CalendarDate;
}
