import { expect, test } from 'vitest';
import { toSubscriptionView } from '#shared/subscriptions/subscription-view.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { groupViews, NOTHING_DUE } from './group-views.ts';
import { NO_CATEGORY } from './list-search.ts';

const stamps = { version: 1, createdAt: '', updatedAt: '' };
const categories = [
  { id: 'music', name: 'Music', color: 'violet' as const, ...stamps },
  { id: 'home', name: 'Home', color: 'amber' as const, ...stamps },
];
const view = (changes: Parameters<typeof exampleSubscription>[0]) =>
  toSubscriptionView(exampleSubscription(changes), '2026-06-15');
const views = [
  view({ id: '1', categoryId: null, cycle: null, anchor: '2026-01-01' }),
  view({ id: '2', categoryId: 'home', anchor: '2026-01-10' }),
  view({ id: '3', categoryId: 'music', anchor: '2026-01-20' }),
  view({ id: '4', categoryId: 'home', anchor: '2026-01-20' }),
];
const shapeOf = (grouping: Parameters<typeof groupViews>[1]) =>
  groupViews(views, grouping, { categories, costOf: () => null }).map((group) => [
    group.key,
    ...group.views.map(({ id }) => id),
  ]);

test('months in their order, what is never due again at the end', () => {
  expect(shapeOf('month')).toEqual([
    ['2026-06', '3', '4'],
    ['2026-07', '2'],
    [NOTHING_DUE, '1'],
  ]);
});

test('categories in the order of the household, what has none at the end', () => {
  expect(shapeOf('category')).toEqual([
    ['music', '3'],
    ['home', '2', '4'],
    [NO_CATEGORY, '1'],
  ]);
});

test('only statuses that something has', () => {
  expect(shapeOf('status')).toEqual([
    ['active', '2', '3', '4'],
    ['ended', '1'],
  ]);
});
