import { describe, expect, test } from 'vitest';
import type { Budget } from '#shared/budgets/budget.ts';
import { createBudgetCharges } from '#shared/budgets/budget-charges.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { exampleBudget } from '#shared/testing/example-budget.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { type MemberRules, plannedReminders, reminderKey, settledBy } from './planned-reminders.ts';
import { DEFAULT_RULES, type ReminderKind, type RuleOverrides } from './reminder-rules.ts';

const NO_RULES = Object.fromEntries(
  Object.entries(DEFAULT_RULES).map(([kind, rule]) => [kind, { ...rule, isOn: false }]),
) as typeof DEFAULT_RULES;

const CARD: PaymentMethod = {
  id: 'card',
  version: 1,
  label: 'Visa',
  kind: 'card',
  lastFour: '4242',
  expiresIn: '2027-02',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
};

interface Plan {
  subscription?: Partial<Subscription>;
  cards?: PaymentMethod[];
  paid?: CalendarDate[];
  rules?: Partial<MemberRules>;
  budgets?: Budget[];
  from?: CalendarDate;
  to?: CalendarDate;
}

/** As `sendOn about on`, of one kind alone. */
function plan(kind: ReminderKind, days: number[], options: Plan = {}): string[] {
  const { cards = [], paid = [], from = '2027-01-01', to = '2027-12-31' } = options;
  const subscription = exampleSubscription({
    id: 's',
    cycle: { every: 1, unit: 'year' },
    anchor: '2026-06-20',
    ...options.subscription,
  });
  const rules: MemberRules = {
    household: { ...NO_RULES, [kind]: { isOn: true, days } },
    member: {},
    subscriptions: new Map(),
    ...options.rules,
  };
  const settled = settledBy(paid.map((dueOn) => ({ subscriptionId: 's', dueOn })));
  const charges = createBudgetCharges({
    today: '2026-06-15',
    subscriptions: [subscription],
    payments: [],
    categoryIds: new Set(),
    rateBookOf: () => createRateBook([]),
  });
  const budgets = options.budgets ? { list: options.budgets, charges } : null;
  return plannedReminders(
    { subscriptions: [subscription], paymentMethods: cards, settled, budgets },
    rules,
    from,
    to,
  )
    .map((reminder) => `${reminder.sendOn} about ${reminder.on}`)
    .sort();
}

describe('before a charge', () => {
  test('as many days as the rule says, the same day too', () => {
    expect(plan('charge', [7, 1, 0], { subscription: { anchor: '2026-06-15' } })).toEqual([
      '2027-06-08 about 2027-06-15',
      '2027-06-14 about 2027-06-15',
      '2027-06-15 about 2027-06-15',
    ]);
  });

  test('the day is the one on which money moves', () => {
    // 2027-06-20 is a Sunday.
    const moved = (weekendRule: Subscription['weekendRule']) =>
      plan('charge', [1], { subscription: { weekendRule } });
    expect(moved('none')).toEqual(['2027-06-19 about 2027-06-20']);
    expect(moved('next-business-day')).toEqual(['2027-06-20 about 2027-06-21']);
    expect(moved('previous-business-day')).toEqual(['2027-06-17 about 2027-06-18']);
  });

  test('one that moves over the edge of what is asked for is found where it went', () => {
    const subscription = { weekendRule: 'next-business-day' } as const;
    const on = (day: CalendarDate) => plan('charge', [0], { subscription, from: day, to: day });
    expect(on('2027-06-20')).toEqual([]);
    expect(on('2027-06-21')).toEqual(['2027-06-21 about 2027-06-21']);
  });

  test('none while it is paused, after it has ended, in the trash', () => {
    const without = (subscription: Partial<Subscription>) => plan('charge', [1], { subscription });
    expect(without({ pauses: [{ from: '2027-06-01', until: '2027-07-01' }] })).toEqual([]);
    expect(without({ cancelledOn: '2027-05-01', accessUntil: '2027-06-19' })).toEqual([]);
    expect(without({ deletedAt: '2027-01-01T00:00:00.000Z' })).toEqual([]);
  });
});

describe('before the last day for cancelling', () => {
  const notice = { every: 1, unit: 'month' } as const;

  test('is counted from the occurrence, by the calendar', () => {
    const subscription = { notice, autoRenews: true, anchor: '2026-03-31' } as const;
    expect(plan('cancel-by', [7, 0], { subscription })).toEqual([
      '2027-02-21 about 2027-02-28',
      '2027-02-28 about 2027-02-28',
    ]);
  });

  test('not for what the minimum term binds to, and not without need', () => {
    const bound = { notice, autoRenews: true, minimumTermEndsOn: '2027-06-20' } as const;
    expect(plan('cancel-by', [1], { subscription: bound })).toEqual([]);
    const free = { ...bound, minimumTermEndsOn: '2027-06-19' } as const;
    expect(plan('cancel-by', [1], { subscription: free })).toEqual(['2027-05-19 about 2027-05-20']);
    for (const change of [
      { notice: null },
      { autoRenews: false },
      { cancelledOn: '2027-01-01', accessUntil: '2028-01-01' },
    ] as const) {
      expect(plan('cancel-by', [1], { subscription: { ...free, ...change } })).toEqual([]);
    }
  });

  test('finds every deadline of a short cycle with a long notice', () => {
    const subscription = {
      notice: { every: 3, unit: 'month' },
      cycle: { every: 1, unit: 'month' },
      autoRenews: true,
      anchor: '2026-01-31',
    } as const;
    const found = plan('cancel-by', [0], { subscription, from: '2027-01-01', to: '2027-03-31' });
    // The deadlines for the ends of April, May and June.
    expect(found).toEqual([
      '2027-01-30 about 2027-01-30',
      '2027-02-28 about 2027-02-28',
      '2027-03-30 about 2027-03-30',
    ]);
  });
});

test('before a trial ends, unless it is cancelled', () => {
  const subscription = { trialEndsOn: '2027-03-10' } as const;
  expect(plan('trial-end', [3, 1], { subscription })).toEqual([
    '2027-03-07 about 2027-03-10',
    '2027-03-09 about 2027-03-10',
  ]);
  const cancelled = { cancelledOn: '2027-03-01', accessUntil: '2027-03-10' } as const;
  expect(plan('trial-end', [3], { subscription: { ...subscription, ...cancelled } })).toEqual([]);
});

test('before a minimum term ends, where it would renew', () => {
  const subscription = { minimumTermEndsOn: '2027-03-10', autoRenews: true } as const;
  expect(plan('term-end', [30], { subscription })).toEqual(['2027-02-08 about 2027-03-10']);
  expect(plan('term-end', [30], { subscription: { ...subscription, autoRenews: false } })).toEqual(
    [],
  );
});

describe('before a price changes', () => {
  const price = (from: CalendarDate, amountMinor: number, currency = 'EUR') => ({
    from,
    amountMinor,
    currency,
  });
  const planned = (...prices: ReturnType<typeof price>[]) =>
    plan('price-change', [7], { subscription: { prices } });

  test('by amount or by currency', () => {
    const before = price('2026-06-20', 999);
    expect(planned(before, price('2027-04-08', 1299))).toEqual(['2027-04-01 about 2027-04-08']);
    expect(planned(before, price('2027-04-08', 999, 'USD'))).toHaveLength(1);
    expect(planned(before, price('2027-04-08', 999))).toEqual([]);
    expect(planned(price('2027-04-08', 999))).toEqual([]);
  });

  test('not to one at which nothing is charged', () => {
    const brief = price('2027-04-08', 1299);
    expect(planned(price('2026-06-20', 999), brief, price('2027-05-08', 1099))).toEqual([
      '2027-05-01 about 2027-05-08',
    ]);
    const subscription = {
      prices: [price('2026-06-20', 999), brief],
      cancelledOn: '2027-01-01',
      accessUntil: '2027-05-01',
    } as const;
    expect(plan('price-change', [7], { subscription })).toEqual([]);
  });
});

test('before a card expires that something is still paid with', () => {
  const planned = (paymentMethodId: string | null, card: Partial<PaymentMethod> = {}) =>
    plan('card-expiry', [30, 7], {
      subscription: { paymentMethodId },
      cards: [{ ...CARD, ...card }],
    });
  expect(planned('card')).toEqual(['2027-01-29 about 2027-02-28', '2027-02-21 about 2027-02-28']);
  expect(planned('other')).toEqual([]);
  expect(planned('card', { expiresIn: null })).toEqual([]);
  expect(planned('card', { deletedAt: '2026-01-01T00:00:00.000Z' })).toEqual([]);
  const over = { cancelledOn: '2027-01-01', accessUntil: '2027-02-28' } as const;
  expect(
    plan('card-expiry', [7], { subscription: { paymentMethodId: 'card', ...over }, cards: [CARD] }),
  ).toEqual([]);
});

test('after an occurrence, until the ledger knows of it', () => {
  const planned = (paid: CalendarDate[]) => plan('unpaid', [1, 3], { paid });
  expect(planned([])).toEqual(['2027-06-21 about 2027-06-20', '2027-06-23 about 2027-06-20']);
  expect(planned(['2027-06-20'])).toEqual([]);
  expect(planned(['2026-06-20'])).toHaveLength(2);
});

test('a rule that is on without naming a day reminds of nothing', () => {
  expect(plan('charge', [])).toEqual([]);
  expect(plan('card-expiry', [], { cards: [CARD] })).toEqual([]);
});

test('one and the same rule, before the day and after it', () => {
  const both = { isOn: true, days: [3] };
  const household = { ...NO_RULES, charge: both, unpaid: both };
  expect(plan('charge', [], { rules: { household } })).toEqual([
    '2027-06-17 about 2027-06-20',
    '2027-06-23 about 2027-06-20',
  ]);
  // Each within its own days: neither is found where the other has to be looked for.
  const on = (from: CalendarDate) =>
    plan('charge', [], { rules: { household }, from, to: from }).length;
  expect([on('2027-06-17'), on('2027-06-20'), on('2027-06-23')]).toEqual([1, 0, 1]);
});

describe('whose rule holds', () => {
  const on = (...days: number[]) => ({ isOn: true, days });
  const planned = (member: RuleOverrides, subscription: RuleOverrides = {}) =>
    plan('charge', [1], {
      rules: { member, subscriptions: new Map([['s', subscription]]) },
    }).map((line) => line.slice(0, 10));

  test('the subscription’s, then the member’s, then the household’s', () => {
    expect(planned({})).toEqual(['2027-06-19']);
    expect(planned({ charge: on(2) })).toEqual(['2027-06-18']);
    expect(planned({ charge: on(2) }, { charge: on(5) })).toEqual(['2027-06-15']);
    expect(planned({}, { charge: { isOn: false, days: [1] } })).toEqual([]);
  });

  test('what a member has turned off stays off', () => {
    expect(planned({ charge: { isOn: false, days: [] } }, { charge: on(5) })).toEqual([]);
  });
});

test('a reminder has a name of its own, which the weekend rule does not change', () => {
  const base = { kind: 'charge', subjectId: 's', occurrence: '2027-06-20' } as const;
  const keys = [
    reminderKey({ ...base, days: 1 }),
    reminderKey({ ...base, days: 7 }),
    reminderKey({ ...base, kind: 'unpaid', days: 1 }),
    reminderKey({ ...base, subjectId: 't', days: 1 }),
    reminderKey({ ...base, occurrence: '2028-06-20', days: 1 }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

describe('before a budget is exceeded', () => {
  // 15.49 on the 31st, or the last day of a shorter month.
  const subscription: Partial<Subscription> = {
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-31',
    prices: [{ from: '2026-01-31', amountMinor: 1_549, currency: 'EUR' }],
  };
  const [from, to] = ['2027-02-01', '2027-03-31'] as const;

  test('as many days as the rule says, once in each period', () => {
    const budgets = [exampleBudget({ limitMinor: 1_548 })];
    expect(plan('budget', [7, 0], { subscription, budgets, from, to })).toEqual([
      '2027-02-21 about 2027-02-28',
      '2027-02-28 about 2027-02-28',
      '2027-03-24 about 2027-03-31',
      '2027-03-31 about 2027-03-31',
    ]);
  });

  test('the day is the one of the charge that is too much', () => {
    const budgets = [exampleBudget({ limitMinor: 4_700, period: 'year' })];
    const all = plan('budget', [30], { subscription, budgets });
    expect(all).toEqual(['2027-03-31 about 2027-04-30']);
  });

  test('not where it is not exceeded, lies in the trash, or nobody is reminded', () => {
    const enough = exampleBudget({ limitMinor: 1_549 });
    const trashed = exampleBudget({ limitMinor: 1, deletedAt: '2027-01-01T00:00:00.000Z' });
    expect(plan('budget', [0], { subscription, budgets: [enough, trashed] })).toEqual([]);
    expect(plan('budget', [0], { subscription })).toEqual([]);
    const budgets = [exampleBudget({ limitMinor: 1 })];
    expect(plan('charge', [400], { subscription, budgets, from, to: from })).toEqual([]);
  });

  test('it helps until the period ends, and a rule of a subscription does not touch it', () => {
    const data = {
      today: '2026-06-15' as const,
      subscriptions: [exampleSubscription({ id: 's', ...subscription })],
      payments: [],
      categoryIds: new Set<string>(),
      rateBookOf: () => createRateBook([]),
    };
    const charges = createBudgetCharges(data);
    const list = [exampleBudget({ limitMinor: 1, period: 'year' })];
    const off = { isOn: false, days: [0] };
    const planned = plannedReminders(
      {
        subscriptions: [],
        paymentMethods: [],
        settled: new Map(),
        budgets: { list, charges },
      },
      {
        household: { ...NO_RULES, budget: { isOn: true, days: [0] } },
        member: {},
        subscriptions: new Map([[list[0]?.id ?? '', { budget: off }]]),
      },
      '2027-01-01',
      '2027-12-31',
    );
    expect(planned).toEqual([
      {
        kind: 'budget',
        subjectId: list[0]?.id,
        occurrence: '2027-01-01',
        on: '2027-01-31',
        until: '2027-12-31',
        days: 0,
        sendOn: '2027-01-31',
        usefulUntil: '2027-12-31',
      },
    ]);
  });
});
