import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSubscriptionSchema } from '#shared/schemas/subscription-schemas.ts';
import { toSubscriptionView } from '#shared/subscriptions/subscription-view.ts';
import { billingFacts, datesBetween } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { bodyOf, patchBetween } from './draft-body.ts';
import { fieldsChangedMeanwhile } from './draft-differences.ts';
import { previewOf } from './draft-preview.ts';
import { draftOf, emptyDraft, type SubscriptionDraft } from './subscription-draft.ts';

const today = datesBetween('2024-06-01', '2028-06-01');

test('a subscription goes through the form unchanged', () => {
  fc.assert(
    fc.property(billingFacts, today, (facts, day) => {
      const view = toSubscriptionView(
        exampleSubscription({ ...facts, notes: 'n', tags: ['t'] }),
        day,
      );
      const body = bodyOf(draftOf(view));
      for (const field of Object.keys(body) as (keyof typeof body)[]) {
        if (field !== 'prices') expect(body[field]).toEqual(view[field]);
      }
      expect(body.prices.map((price) => ({ from: facts.anchor, ...price }))).toEqual(view.prices);
      expect(patchBetween(draftOf(view), draftOf(view))).toEqual({});
    }),
  );
});

test('the preview is what the server answers once the draft is stored', () => {
  fc.assert(
    fc.property(billingFacts, today, (facts, day) => {
      const view = toSubscriptionView(exampleSubscription(facts), day);
      const preview = previewOf(draftOf(view), view, day);
      // The examples of facts know no bounds of years, which the form does.
      if (preview === null) return;
      expect(view).toMatchObject({
        status: preview.status,
        nextDueOn: preview.nextDueOn,
        nextAmount: preview.nextAmount,
        cancelBy: preview.cancelBy,
        monthlyCost: preview.monthlyCost,
        yearlyCost: preview.yearlyCost,
      });
      expect(preview.charges[0]?.dueOn ?? null).toBe(view.nextDueOn);
    }),
  );
});

test('the preview shows the next three charges, at the prices of their days', () => {
  const draft = {
    ...emptyDraft('2026-01-10', 'EUR'),
    anchor: '2026-01-31',
    prices: [
      { from: '', amount: '1.00', currency: 'EUR' },
      { from: '2026-03-01', amount: '9.99', currency: 'EUR' },
    ],
    weekendRule: 'next-business-day' as const,
  };
  const standing = { pauses: [], cancelledOn: null, accessUntil: null };
  expect(previewOf(draft, standing, '2026-01-10')?.charges).toEqual([
    { dueOn: '2026-01-31', chargedOn: '2026-02-02', amount: { amount: '1.00', currency: 'EUR' } },
    { dueOn: '2026-02-28', chargedOn: '2026-03-02', amount: { amount: '1.00', currency: 'EUR' } },
    { dueOn: '2026-03-31', chargedOn: '2026-03-31', amount: { amount: '9.99', currency: 'EUR' } },
  ]);
});

test.for<[string, Partial<SubscriptionDraft>]>([
  ['no amount', { prices: [{ from: '', amount: '', currency: 'EUR' }] }],
  ['too many decimals', { prices: [{ from: '', amount: '1.005', currency: 'EUR' }] }],
  ['no day', { anchor: '' }],
  ['a day that does not exist', { anchor: '2026-02-30' }],
  ['half a cycle', { rhythm: 'custom', cycle: { every: '1.5', unit: 'month' } }],
  ['no cycle', { rhythm: 'custom', cycle: { every: '', unit: 'month' } }],
  [
    'a later price without its day',
    {
      prices: [
        { from: '', amount: '1.00', currency: 'EUR' },
        { from: '', amount: '2.00', currency: 'EUR' },
      ],
    },
  ],
  ['a trial after the first charge', { trialEndsOn: '2026-05-01' }],
])('there is no preview with %s', ([, change]) => {
  const whole = {
    ...emptyDraft('2026-01-10', 'EUR'),
    prices: [{ from: '', amount: '1.00', currency: 'EUR' }],
  };
  const standing = { pauses: [], cancelledOn: null, accessUntil: null };
  expect(previewOf(whole, standing, '2026-01-10')).not.toBeNull();
  expect(previewOf({ ...whole, ...change }, standing, '2026-01-10')).toBeNull();
});

test('only what was changed is sent', () => {
  const before = draftOf(toSubscriptionView(exampleSubscription(), '2026-06-15'));
  expect(patchBetween(before, { ...before, name: ' Other ', url: 'example.com' })).toEqual({
    name: 'Other',
    url: 'https://example.com',
  });
  expect(patchBetween(before, { ...before, rhythm: 'once' })).toEqual({ cycle: null });
});

test('what is no number stays wrong until the schema says so', () => {
  const draft = {
    ...emptyDraft('2026-01-10', 'EUR'),
    name: 'x',
    prices: [{ from: '', amount: '1', currency: 'EUR' }],
    rhythm: 'custom' as const,
    cycle: { every: 'two', unit: 'month' as const },
  };
  const { error } = createSubscriptionSchema.safeParse(bodyOf(draft));
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['cycle.every']);
});

test('tells what others changed, and whether both changed it', () => {
  const initial = draftOf(toSubscriptionView(exampleSubscription(), '2026-06-15'));
  const mine = { ...initial, name: 'Mine', notes: 'mine' };
  const theirs = { ...initial, name: 'Theirs', tags: ['theirs'] };
  expect(fieldsChangedMeanwhile(initial, mine, theirs)).toEqual([
    { field: 'name', isMineDifferent: true },
    { field: 'tags', isMineDifferent: false },
  ]);
});
