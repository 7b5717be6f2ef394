import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { formatAmount } from '#shared/money/money.ts';
import { billingFacts } from '#shared/testing/arbitraries.ts';
import { type BillingInput, checkBillingFacts } from './check-facts.ts';

const ANCHOR = '2026-01-31';
const PRICE = { from: ANCHOR, amount: '15.49', currency: 'USD' } as const;

function check(changes: Partial<BillingInput>) {
  return checkBillingFacts({ anchor: ANCHOR, prices: [PRICE], ...changes }).map(
    ({ path, message }) => `${path.join('/')} ${message}`,
  );
}

describe('checkBillingFacts accepts', () => {
  test.each<[string, Partial<BillingInput>]>([
    ['the least there is', {}],
    ['a price without a date', { prices: [{ amount: '15.49', currency: 'USD' }] }],
    ['a price from before the anchor', { prices: [{ ...PRICE, from: '2020-01-01' }] }],
    [
      'a phase that begins between two charges, free of charge, in another currency',
      {
        prices: [
          { ...PRICE, amount: '0' },
          { from: '2026-04-17', amount: '1', currency: 'JPY' },
        ],
      },
    ],
    ['a trial up to the day before the anchor', { trialEndsOn: '2026-01-30' }],
    ['a minimum term of one day', { minimumTermEndsOn: ANCHOR }],
    ['access on the day of cancelling', { cancelledOn: ANCHOR, accessUntil: ANCHOR }],
    [
      'cancelling before the first charge',
      { cancelledOn: '2026-01-02', accessUntil: '2026-01-30' },
    ],
    ['empty fields', { trialEndsOn: null, minimumTermEndsOn: null, cancelledOn: null, pauses: [] }],
    [
      'pauses',
      {
        pauses: [
          { from: ANCHOR, until: '2026-02-01' },
          { from: ANCHOR, until: null },
        ],
      },
    ],
    [
      'the first and the last date',
      {
        anchor: '1900-01-01',
        minimumTermEndsOn: '2200-12-31',
        prices: [{ amount: '1', currency: 'EUR' }],
      },
    ],
  ])('%s', (_, changes) => expect(check(changes)).toEqual([]));

  test('every subscription that the product can hold', () => {
    fc.assert(
      fc.property(billingFacts, ({ prices, pauses, ...facts }) => {
        const dates = [...pauses.map((p) => p.until), ...prices.map((p) => p.from)];
        fc.pre(dates.every((date) => date === null || date <= '2200-12-31'));
        fc.pre((facts.minimumTermEndsOn ?? '') <= '2200-12-31');
        fc.pre((facts.trialEndsOn ?? '1900-01-01') >= '1900-01-01');
        const input = {
          ...facts,
          pauses,
          prices: prices
            .filter(({ amountMinor }) => amountMinor < 1e12)
            .map(({ from, amountMinor, currency }) => ({
              from,
              currency,
              amount: formatAmount(amountMinor, currency),
            })),
        };
        fc.pre(input.prices[0]?.from === facts.anchor);
        expect(checkBillingFacts(input)).toEqual([]);
      }),
    );
  });
});

describe('checkBillingFacts refuses', () => {
  test.each<[Partial<BillingInput>, string[]]>([
    [
      { prices: [PRICE, { ...PRICE, from: '2026-01-30' }] },
      ['prices/1/from must come after the phase before it, which begins on 2026-01-31'],
    ],
    [
      { prices: [PRICE, { amount: '9.99', currency: 'EUR' }] },
      ['prices/1/from must come after the phase before it, which begins on 2026-01-31'],
    ],
    [
      { prices: [PRICE, { ...PRICE, from: '2026-06-01' }, { ...PRICE, from: '2026-03-01' }] },
      ['prices/2/from must come after the phase before it, which begins on 2026-06-01'],
    ],
    [
      { prices: [{ ...PRICE, from: '2026-02-01' }] },
      ['prices/0/from must not come after the anchor, 2026-01-31, which needs a price'],
    ],
    [
      { prices: [{ ...PRICE, amount: '0.001', currency: 'EUR' }] },
      ['prices/0/amount must have at most 2 decimals: EUR has no more'],
    ],
    [
      { prices: [PRICE, { from: '2026-03-01', amount: '1000000000000000', currency: 'JPY' }] },
      ['prices/1/amount must have at most 12 digits before the point'],
    ],
    [{ trialEndsOn: ANCHOR }, ['trialEndsOn must come before the anchor, the first charge']],
    [{ trialEndsOn: '2026-03-01' }, ['trialEndsOn must come before the anchor, the first charge']],
    [{ minimumTermEndsOn: '2026-01-30' }, ['minimumTermEndsOn must not come before the anchor']],
    [
      { cancelledOn: '2026-03-01', accessUntil: '2026-02-28' },
      ['accessUntil must not come before the cancellation'],
    ],
    [{ accessUntil: '2026-02-28' }, ['accessUntil must be empty unless cancelled']],
    [{ cancelledOn: '2026-02-28' }, ['accessUntil must be set once cancelled']],
    [
      {
        pauses: [
          { from: ANCHOR, until: null },
          { from: '2026-05-01', until: '2026-05-01' },
        ],
      },
      ['pauses/1/until must come after `from`'],
    ],
  ])('%j', (changes, faults) => expect(check(changes)).toEqual(faults));

  test('several faults at once, each at its field', () => {
    const faults = check({
      prices: [
        { ...PRICE, amount: '-1' },
        { ...PRICE, amount: '1e3' },
      ],
      trialEndsOn: '2026-02-01',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'prices/0/amount',
      'prices/1/amount',
      'prices/1/from',
      'trialEndsOn',
    ]);
  });

  test.each<[string, (date: CalendarDate) => Partial<BillingInput>]>([
    ['anchor', (date) => ({ anchor: date, prices: [] })],
    ['trialEndsOn', (date) => ({ trialEndsOn: date })],
    ['minimumTermEndsOn', (date) => ({ minimumTermEndsOn: date })],
    ['accessUntil', (date) => ({ cancelledOn: ANCHOR, accessUntil: date })],
    ['cancelledOn', (date) => ({ cancelledOn: date, accessUntil: '2026-05-01' })],
    ['prices/0/from', (date) => ({ prices: [{ ...PRICE, from: date }] })],
    ['pauses/0/from', (date) => ({ pauses: [{ from: date, until: null }] })],
    ['pauses/0/until', (date) => ({ pauses: [{ from: '1950-01-01', until: date }] })],
  ])('years out of reach in %s', (pointer, at) => {
    const fault = `${pointer} must lie between 1900-01-01 and 2200-12-31`;
    expect(check(at('1899-12-31'))).toContain(fault);
    expect(check(at('2201-01-01'))).toContain(fault);
    expect(check(at('1900-01-01'))).not.toContain(fault);
    expect(check(at('2200-12-31'))).not.toContain(fault);
  });
});

describe('fields of a wrong form', () => {
  const wrong = 'soon' as CalendarDate;

  test('are left to their schema', () => {
    expect(check({ anchor: wrong })).toEqual([]);
    expect(check({ prices: [] })).toEqual([]);
    expect(check({ prices: [{ from: wrong, amount: '1', currency: 'USD' }] })).toEqual([]);
    expect(check({ prices: [{ from: ANCHOR, amount: 'x', currency: 'XXX' }] })).toEqual([]);
    expect(check({ trialEndsOn: wrong, minimumTermEndsOn: wrong })).toEqual([]);
    expect(check({ pauses: [{ from: wrong, until: wrong }] })).toEqual([]);
  });

  test('do not hide the order of the phases around them', () => {
    const faults = check({
      prices: [PRICE, { ...PRICE, from: wrong }, { ...PRICE, from: '2026-01-01' }],
    });
    expect(faults).toEqual([
      'prices/2/from must come after the phase before it, which begins on 2026-01-31',
    ]);
  });
});
