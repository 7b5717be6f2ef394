import { describe, expect, test } from 'vitest';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import {
  sampleCategory,
  samplePayment,
  samplePaymentMethod,
  sampleSubscription,
} from '#tests/support/sample-records.ts';
import { type FeedData, feedEvents } from './feed-events.ts';

const TODAY = '2026-11-21';

function eventsOf(changes: Partial<Subscription>, rest: Partial<FeedData> = {}) {
  return [
    ...feedEvents({
      baseCurrency: 'EUR',
      today: TODAY,
      subscriptions: [sampleSubscription(changes)],
      payments: [],
      categories: [],
      paymentMethods: [],
      ...rest,
    }),
  ];
}

describe('charges', () => {
  test('stand on their days for 12 months from today on', () => {
    const days = eventsOf({ anchor: '2026-01-21' }).map(({ on }) => on);
    expect(days).toHaveLength(12);
    expect([days[0], days.at(-1)]).toEqual([TODAY, '2027-10-21']);
  });

  test('say what, how much, how often and from where', () => {
    const [first] = eventsOf(
      { categoryId: sampleCategory().id, paymentMethodId: samplePaymentMethod().id },
      { categories: [sampleCategory()], paymentMethods: [samplePaymentMethod()] },
    );
    expect(first).toEqual({
      uid: `${sampleSubscription().id}-2026-11-30@duetide`,
      on: '2026-11-30',
      summary: 'Netflix · $15.49',
      description: 'Every month\nPaid with Visa',
      category: 'Entertainment',
      url: null,
      changedAt: sampleSubscription().updatedAt,
    });
  });

  test.each([
    ['JPY', 1300, 'Netflix · ¥1,300'],
    ['EUR', 100, 'Netflix · €1.00'],
    ['KWD', 1234567, 'Netflix · KWD 1,234.567'],
    ['CLP', 999_999_999_999, 'Netflix · CLP 999,999,999,999'],
  ])('are worded in %s', (currency, amountMinor, summary) => {
    const prices = [{ from: '2026-01-31' as const, amountMinor, currency }];
    expect(eventsOf({ prices })[0]?.summary.replace(/\u00a0/g, ' ')).toBe(summary);
  });

  test('keep their UID when name, price and weekend rule change', () => {
    const before = eventsOf({ anchor: '2026-01-28' });
    const after = eventsOf({
      anchor: '2026-01-28',
      name: 'Other',
      weekendRule: 'next-business-day',
      prices: [{ from: '2026-01-28', amountMinor: 1, currency: 'JPY' }],
    });
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(new Set(before.map(({ uid }) => uid)).size).toBe(before.length);
    const [moved] = after;
    expect(moved).toMatchObject({
      on: '2026-11-30',
      description: 'Every month\nDue on 2026-11-28',
    });
  });

  test('follow the ledger: skipped ones are missing, changed amounts stand', () => {
    const payments = [
      samplePayment({ dueOn: '2026-11-30', status: 'skipped' }),
      samplePayment({ dueOn: '2026-12-31', amountMinor: 500, currency: 'EUR' }),
    ];
    const [first] = eventsOf({}, { payments });
    expect(first).toMatchObject({ on: '2026-12-31', summary: 'Netflix · €5.00' });
  });

  test('end with the access, rest in a pause, and happen once if paid once', () => {
    const ended = eventsOf({ cancelledOn: '2026-11-01', accessUntil: '2026-12-30' });
    expect(ended.map(({ on }) => on)).toEqual(['2026-11-30']);
    expect(eventsOf({ pauses: [{ from: '2026-02-01', until: null }] })).toEqual([]);
    expect(eventsOf({ cycle: null, anchor: '2026-12-01' })).toMatchObject([
      { on: '2026-12-01', description: 'Paid once' },
    ]);
  });

  test('say longer cycles', () => {
    expect(eventsOf({ cycle: { every: 3, unit: 'month' } })[0]?.description).toBe('Every 3 months');
  });
});

describe('the last day to cancel', () => {
  const yearly: Partial<Subscription> = {
    anchor: '2026-01-31',
    cycle: { every: 1, unit: 'year' },
    notice: { every: 1, unit: 'month' },
    cancelUrl: 'https://example.com/cancel',
  };

  test('has an event that says what it avoids', () => {
    const [, cancel] = eventsOf(yearly);
    expect(cancel).toMatchObject({
      uid: `${sampleSubscription().id}-cancel-2027-01-31@duetide`,
      on: '2026-12-31',
      summary: 'Netflix: last day to cancel',
      description:
        'Cancelling today still avoids $15.49 on 2027-01-31.\nCancel at https://example.com/cancel',
    });
  });

  test.each([
    ['it is past', { notice: { every: 4, unit: 'month' } } as const],
    ['it is cancelled', { cancelledOn: '2026-11-01', accessUntil: '2027-01-30' } as const],
    ['it lies beyond the year', { cycle: { every: 3, unit: 'year' } } as const],
  ])('has none if %s', (_why, change) => {
    const summaries = eventsOf({ ...yearly, ...change }).map(({ summary }) => summary);
    expect(summaries).not.toContain('Netflix: last day to cancel');
  });
});

describe('the end of a trial', () => {
  test('has an event that says what comes', () => {
    const events = eventsOf({ anchor: '2026-12-05', trialEndsOn: '2026-12-04' });
    expect(events.at(-1)).toMatchObject({
      uid: `${sampleSubscription().id}-trial@duetide`,
      on: '2026-12-04',
      summary: 'Netflix: trial ends',
      description: 'From 2026-12-05 on it costs $15.49.',
    });
  });

  test.each([
    ['it is over', { anchor: '2026-11-21', trialEndsOn: '2026-11-20' } as const],
    [
      'it was cancelled',
      {
        anchor: '2026-12-05',
        trialEndsOn: '2026-12-04',
        cancelledOn: TODAY,
        accessUntil: '2026-12-04',
      } as const,
    ],
    ['it lies beyond the year', { anchor: '2028-01-01', trialEndsOn: '2027-12-31' } as const],
  ])('has none if %s', (_why, change) => {
    const summaries = eventsOf(change).map(({ summary }) => summary);
    expect(summaries).not.toContain('Netflix: trial ends');
  });
});
