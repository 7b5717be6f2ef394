import { expect, test } from 'vitest';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { COMING_SHOWN, comingCharges, scheduleEnd } from './coming-charges.ts';

const amount = { amount: '15.49', currency: 'EUR' };
const charge = (dueOn: `${number}-${number}-${number}`) => ({ dueOn, chargedOn: dueOn, amount });

test.for(['day', 'week', 'month'] as const)(
  'until then twelve fall due, wherever in its cycle of a %s today is',
  (unit) => {
    const cycle = { every: 1, unit };
    for (const anchor of ['2026-01-31', '2026-02-28', '2026-06-15'] as const) {
      const end = scheduleEnd('2026-06-15', cycle);
      const facts = exampleSubscription({ cycle, anchor });
      expect(occurrencesBetween(facts, '2026-06-15', end).length).toBeGreaterThanOrEqual(
        COMING_SHOWN,
      );
    }
  },
);

test('never further than the ten years that the API answers', () => {
  expect(scheduleEnd('2026-06-15', { every: 5, unit: 'year' })).toBe('2036-06-15');
  expect(scheduleEnd('2026-06-15', null)).toBe('2036-06-15');
});

test('the ledger stands beside the charges it speaks of', () => {
  const entry = {
    ...charge('2026-07-31'),
    status: 'skipped' as const,
    paidOn: null,
    planned: amount,
    isRecorded: true,
    version: 1,
  };
  const unsaid = { ...entry, ...charge('2026-08-31'), isRecorded: false, version: null };
  expect(
    comingCharges([charge('2026-07-31'), charge('2026-08-31')], [unsaid, entry]).map(
      (coming) => coming.entry?.status ?? null,
    ),
  ).toEqual(['skipped', null]);
});

test('shows twelve at most', () => {
  const days = [...Array(20).keys()].map((n) =>
    charge(`2026-07-${String(n + 1).padStart(2, '0')}` as never),
  );
  expect(comingCharges(days, [])).toHaveLength(COMING_SHOWN);
});
