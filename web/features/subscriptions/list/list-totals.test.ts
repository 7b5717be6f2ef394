import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSummary } from '#shared/insights/summary.ts';
import { toMoney } from '#shared/money/money.ts';
import { toSubscriptionView } from '#shared/subscriptions/subscription-view.ts';
import { households } from '#shared/testing/example-household.ts';
import { createCostReader } from './base-cost.ts';
import { groupViews } from './group-views.ts';
import { totalsOf } from './list-totals.ts';

test('the totals of the whole list are those of the summary, with the rates it names', () => {
  fc.assert(
    fc.property(households, (data) => {
      const summary = buildSummary(data);
      const views = data.subscriptions.map((row) => toSubscriptionView(row, data.today));
      const costOf = createCostReader({ ...data, rates: summary.rates });
      const { monthly, yearly } = totalsOf(views, costOf);
      expect(toMoney(monthly, data.baseCurrency)).toEqual(summary.monthlyCost);
      expect(toMoney(yearly, data.baseCurrency)).toEqual(summary.yearlyCost);
    }),
  );
});

test.for(['month', 'category', 'status'] as const)(
  'groups by %s hold everything once, and their totals add up',
  (grouping) => {
    fc.assert(
      fc.property(households, (data) => {
        const views = data.subscriptions.map((row) => toSubscriptionView(row, data.today));
        const costOf = createCostReader({ ...data, rates: buildSummary(data).rates });
        const groups = groupViews(views, grouping, { categories: [], costOf });
        expect(groups.flatMap((group) => group.views).sort(byId)).toEqual([...views].sort(byId));
        const whole = totalsOf(views, costOf);
        expect(groups.reduce((sum, { totals }) => sum + totals.yearly, 0n)).toBe(whole.yearly);
        expect(groups.reduce((sum, { totals }) => sum + totals.count, 0)).toBe(whole.count);
      }),
    );
  },
);

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
