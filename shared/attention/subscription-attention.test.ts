import { describe, expect, it } from 'vitest';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { subscriptionAttention, unpaidAttention } from './subscription-attention.ts';

const TODAY = '2026-06-15';
const DAY = { every: 1, unit: 'day' } as const;
const ID = exampleSubscription().id;
const NETFLIX = { id: ID, name: 'Netflix', service: null };

const of = (changes: Partial<Subscription>) =>
  subscriptionAttention(exampleSubscription({ anchor: '2026-01-30', ...changes }), TODAY);

describe('the last day to cancel', () => {
  it('is told with the charge that it avoids, and where to cancel', () => {
    const cancelUrl = 'https://netflix.com/cancel';
    expect(of({ notice: DAY, cancelUrl })).toEqual([
      {
        kind: 'cancel-by',
        key: `cancel-by.${ID}.2026-06-30`,
        urgency: 'soon',
        subscription: NETFLIX,
        on: '2026-06-29',
        chargeOn: '2026-06-30',
        amount: { amount: '15.49', currency: 'USD' },
        cancelUrl,
      },
    ]);
  });

  it('is known to be cancelled where the service is known', () => {
    const [found] = of({ notice: DAY, service: 'netflix' });
    expect(found).toMatchObject({ cancelUrl: expect.stringContaining('netflix.com') });
    const [unknown] = of({ notice: DAY, service: 'no-such-service' });
    expect(unknown).toMatchObject({ cancelUrl: null });
  });

  it('is told from 14 days before, and on the day itself', () => {
    const on = (anchor: Subscription['anchor']) =>
      of({ anchor, notice: DAY }).map(({ key }) => key);
    expect(on('2026-05-30')).toEqual([`cancel-by.${ID}.2026-06-30`]);
    expect(on('2026-07-01')).toEqual([]);
    expect(on('2026-05-16')).toEqual([`cancel-by.${ID}.2026-06-16`]);
    expect(on('2026-05-15')).toEqual([]);
  });

  it('presses in the last three days', () => {
    const [near] = of({ anchor: '2026-05-19', notice: DAY });
    expect(near).toMatchObject({ on: '2026-06-18', urgency: 'now' });
    const [further] = of({ anchor: '2026-05-20', notice: DAY });
    expect(further).toMatchObject({ on: '2026-06-19', urgency: 'soon' });
  });

  it('is the next one only, with the price of that charge and the day it is moved to', () => {
    const found = of({
      cycle: { every: 1, unit: 'week' },
      anchor: '2026-06-07',
      weekendRule: 'next-business-day',
      notice: DAY,
      prices: [
        { from: '2026-06-07', amountMinor: 100, currency: 'EUR' },
        { from: '2026-06-21', amountMinor: 200, currency: 'EUR' },
      ],
    });
    const deadlines = found.filter(({ kind }) => kind === 'cancel-by');
    const amount = { amount: '2.00', currency: 'EUR' };
    expect(deadlines).toMatchObject([{ on: '2026-06-20', chargeOn: '2026-06-22', amount }]);
  });
});

describe('the end of a trial', () => {
  it('is told within a week, with the first charge', () => {
    const trial = { trialEndsOn: '2026-06-22', anchor: '2026-06-23' } as const;
    expect(of(trial)).toMatchObject([
      { kind: 'trial-end', on: '2026-06-22', chargeOn: '2026-06-23', urgency: 'soon' },
    ]);
    expect(of({ trialEndsOn: '2026-06-23', anchor: '2026-06-24' })).toEqual([]);
    expect(of({ trialEndsOn: '2026-06-14', anchor: '2026-06-15' })).toEqual([]);
    expect(of({ ...trial, trialEndsOn: TODAY })[0]?.urgency).toBe('now');
  });

  it('is nothing to act on where nothing is charged after it', () => {
    const trial = { trialEndsOn: '2026-06-20', anchor: '2026-06-21' } as const;
    expect(of({ ...trial, pauses: [{ from: '2026-06-21', until: null }] })).toEqual([]);
    expect(of({ ...trial, cancelledOn: '2026-06-10', accessUntil: '2026-06-20' })).toEqual([]);
  });
});

describe('a price that changes', () => {
  const prices = [
    { from: '2026-01-30', amountMinor: 1549, currency: 'EUR' },
    { from: '2026-06-30', amountMinor: 1799, currency: 'EUR' },
    { from: '2026-07-30', amountMinor: 1999, currency: 'EUR' },
  ] as const;

  it('is told 30 days ahead, with both prices', () => {
    expect(of({ prices })).toEqual([
      {
        kind: 'price-change',
        key: `price-change.${ID}.2026-06-30.1799EUR`,
        urgency: 'later',
        subscription: NETFLIX,
        on: '2026-06-30',
        amount: { amount: '17.99', currency: 'EUR' },
        amountBefore: { amount: '15.49', currency: 'EUR' },
      },
    ]);
  });

  it('is closer within a week', () => {
    const changed = (from: '2026-06-22' | '2026-06-23') =>
      of({ prices: [prices[0], { ...prices[1], from }] })[0]?.urgency;
    expect([changed('2026-06-22'), changed('2026-06-23')]).toEqual(['soon', 'later']);
  });
});

it('has nothing to say of what lies in the trash', () => {
  expect(of({ notice: DAY, deletedAt: '2026-06-01T00:00:00.000Z' })).toEqual([]);
});

it('tells what is not marked as paid by its day in the ledger', () => {
  const subscription = exampleSubscription();
  const event = { occurrence: '2026-05-31', on: '2026-06-01' } as const;
  expect(unpaidAttention(subscription, event)).toEqual({
    kind: 'unpaid',
    key: `unpaid.${ID}.2026-05-31`,
    urgency: 'now',
    subscription: NETFLIX,
    dueOn: '2026-05-31',
    on: '2026-06-01',
    amount: { amount: '15.49', currency: 'USD' },
  });
});
