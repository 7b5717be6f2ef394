import { expect, test } from 'vitest';
import { toSubscriptionView } from '#shared/subscriptions/subscription-view.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { filterViews, tagCounts } from './filter-views.ts';
import { NO_CATEGORY } from './list-search.ts';

const view = (changes: Parameters<typeof exampleSubscription>[0]) =>
  toSubscriptionView(exampleSubscription(changes), '2026-06-15');

const cinema = view({ id: '1', name: 'Élan Cinéma', tags: ['video'], categoryId: 'fun' });
const gym = view({
  id: '2',
  name: 'Gym',
  notes: 'Key card in the drawer',
  tags: ['sport', 'video'],
});
const paused = view({ id: '3', name: 'Paper', pauses: [{ from: '2026-06-01', until: null }] });
const all = [cinema, gym, paused];

test('every word has to stand in name, notes or tags, without regard to case and accents', () => {
  expect(filterViews(all, { q: 'ELAN cine' })).toEqual([cinema]);
  expect(filterViews(all, { q: 'drawer gym' })).toEqual([gym]);
  expect(filterViews(all, { q: 'sport' })).toEqual([gym]);
  expect(filterViews(all, { q: 'gym cinema' })).toEqual([]);
});

test('filters by status, category and tag, all at once', () => {
  expect(filterViews(all, { status: 'paused' })).toEqual([paused]);
  expect(filterViews(all, { category: 'fun' })).toEqual([cinema]);
  expect(filterViews(all, { category: NO_CATEGORY })).toEqual([gym, paused]);
  expect(filterViews(all, { tag: 'video', category: NO_CATEGORY })).toEqual([gym]);
});

test('without anything asked for, all stay in their order', () => {
  expect(filterViews(all, { sort: '-name' })).toEqual(all);
});

test('counts each tag', () => {
  expect(tagCounts(all)).toEqual([
    ['sport', 1],
    ['video', 2],
  ]);
});
