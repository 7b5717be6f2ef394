import { expect, test } from 'vitest';
import { readRateSearch } from './rate-search.ts';

test('an address names the rate that is wanted', () => {
  expect(readRateSearch({ currency: 'CHF', since: '2026-11-30' })).toEqual({
    currency: 'CHF',
    since: '2026-11-30',
  });
  expect(readRateSearch({ currency: 'CHF', since: '2026-11-31' })).toEqual({ currency: 'CHF' });
});

test.for([{}, { currency: 'Francs' }, { currency: 7 }, { since: '2026-11-30' }])(
  '%j names none',
  (search) => {
    expect(readRateSearch(search)).toEqual({});
  },
);
