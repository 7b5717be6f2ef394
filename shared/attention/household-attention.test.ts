import { describe, expect, it } from 'vitest';
import { createRateBook } from '#shared/money/conversion.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { cardAttention, rateAttention } from './household-attention.ts';

const TODAY = '2026-06-15';
const CARD = '01980000-0000-7000-8000-00000000000c';

function card(expiresIn: string | null): PaymentMethod {
  const at = '2026-01-01T00:00:00.000Z';
  const stamps = { version: 1, createdAt: at, updatedAt: at, deletedAt: null };
  return { id: CARD, label: 'Visa', kind: 'card', lastFour: null, expiresIn, ...stamps };
}

function paid(name: string, changes: Partial<Subscription> = {}): Subscription {
  return exampleSubscription({ name, paymentMethodId: CARD, ...changes });
}

describe('a card', () => {
  const of = (expiresIn: string | null, subscriptions = [paid('Netflix')]) =>
    cardAttention([card(expiresIn)], subscriptions, TODAY);

  it('is named with its last day and what it can no longer pay', () => {
    const names = ['Netflix', 'Spotify', 'Netflix', 'Gym', 'Cloud'];
    const unaffected = paid('Radio', { paymentMethodId: null });
    expect(of('2026-06', [...names.map((name) => paid(name)), unaffected])).toEqual([
      {
        kind: 'card-expiry',
        key: `card-expiry.${CARD}.2026-06-30`,
        urgency: 'soon',
        paymentMethod: { id: CARD, name: 'Visa' },
        on: '2026-06-30',
        names: ['Netflix', 'Spotify', 'Gym'],
        count: 4,
      },
    ]);
  });

  it('is told of from 30 days before to a month after, and presses in the last week', () => {
    expect(of('2026-07')).toEqual([]);
    expect(of('2026-05')).toMatchObject([{ on: '2026-05-31', urgency: 'now' }]);
    expect(of('2026-04')).toEqual([]);
    const late = cardAttention([card('2026-06')], [paid('Netflix')], '2026-06-23');
    expect(late).toMatchObject([{ urgency: 'now' }]);
  });

  it('is left alone where it breaks nothing or does not expire', () => {
    expect(of('2026-06', [])).toEqual([]);
    expect(of(null)).toEqual([]);
  });
});

describe('a currency without a rate', () => {
  const of = (subscriptions: Subscription[], known = createRateBook([])) =>
    rateAttention(subscriptions, known, 'EUR', TODAY);

  it('is named once, with what is missing from the totals', () => {
    const price = { from: '2026-01-31', amountMinor: 100, currency: 'GBP' } as const;
    const found = of([paid('Netflix'), paid('Paper', { prices: [price] }), paid('Spotify')]);
    expect(found).toEqual([
      {
        kind: 'missing-rate',
        key: 'missing-rate.USD.EUR',
        urgency: 'later',
        from: 'USD',
        to: 'EUR',
        names: ['Netflix', 'Spotify'],
        count: 2,
      },
      expect.objectContaining({ key: 'missing-rate.GBP.EUR', names: ['Paper'], count: 1 }),
    ]);
  });

  it('is not missed where there is a rate of either direction', () => {
    const rate = {
      from: 'EUR',
      to: 'USD',
      rate: '1.1',
      on: '2026-06-01',
      source: 'manual',
    } as const;
    expect(of([paid('Netflix')], createRateBook([rate]))).toEqual([]);
  });

  it('is not missed where nothing more is to be converted', () => {
    const nothing = [{ from: '2026-01-31', amountMinor: 0, currency: 'USD' }] as const;
    const euro = [{ from: '2026-01-31', amountMinor: 1, currency: 'EUR' }] as const;
    const over = { cancelledOn: '2026-05-01', accessUntil: '2026-05-30' } as const;
    const trashed = { deletedAt: '2026-06-01T00:00:00.000Z' };
    const none = [{ prices: nothing }, { prices: euro }, over, trashed];
    expect(of(none.map((changes) => paid('Netflix', changes)))).toEqual([]);
  });
});
