import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addCycles, addDays } from '#shared/dates/date-arithmetic.ts';
import type { Cycle } from '#shared/subscriptions/subscription.ts';
import type { ApiAccount } from './api-account.ts';

interface Sample {
  name: string;
  service?: string;
  /** How its name begins; most are among those that every household has. */
  category: string | null;
  amount: string;
  currency?: string;
  cycle?: Cycle | null;
  /** Days from today to the next occurrence. */
  due: number;
  /** How many cycles ago it began. */
  past?: number;
  /** What it cost before the amount above, which holds since as many cycles. */
  before?: { amount: string; cycles: number };
  tags?: string[];
  /** Anything else that `POST subscriptions` takes. */
  more?: (today: CalendarDate) => Record<string, unknown>;
}

const MONTHLY: Cycle = { every: 1, unit: 'month' };
const YEARLY: Cycle = { every: 1, unit: 'year' };

const SAMPLES: Sample[] = [
  {
    name: 'Netflix',
    service: 'netflix',
    category: 'Entertainment',
    amount: '17.99',
    due: 3,
    past: 30,
    before: { amount: '12.99', cycles: 11 },
  },
  { name: 'Spotify', service: 'spotify', category: 'Music', amount: '10.99', due: 9, past: 41 },
  {
    name: 'YouTube',
    service: 'youtube',
    category: 'Entertainment',
    amount: '12.99',
    due: 22,
    past: 9,
  },
  {
    name: 'GitHub',
    service: 'github',
    category: 'Software',
    amount: '4.00',
    currency: 'USD',
    due: 12,
    past: 16,
  },
  { name: 'Garage', category: 'Home', amount: '95.00', due: 5, past: 37, tags: ['fixed'] },
  {
    name: 'Electricity',
    category: 'Home',
    amount: '84.00',
    due: 6,
    past: 37,
    before: { amount: '71.50', cycles: 8 },
    tags: ['fixed'],
  },
  {
    name: 'Internet',
    category: 'Phone',
    amount: '39.95',
    due: 14,
    past: 22,
    more: (today) => ({
      notice: { every: 1, unit: 'month' },
      minimumTermEndsOn: addDays(today, 40),
    }),
  },
  {
    name: 'Gym',
    category: 'Health',
    amount: '34.90',
    due: 1,
    past: 7,
    more: () => ({ notice: { every: 14, unit: 'day' } }),
  },
  {
    name: 'Liability insurance',
    category: 'Insurance',
    amount: '61.20',
    cycle: YEARLY,
    due: 19,
    past: 4,
    more: () => ({ notice: { every: 10, unit: 'day' } }),
  },
  {
    name: 'Car insurance',
    category: 'Insurance',
    amount: '189.00',
    cycle: { every: 3, unit: 'month' },
    due: 27,
    past: 6,
  },
  {
    name: 'Duolingo',
    service: 'duolingo',
    category: 'Memberships',
    amount: '83.99',
    cycle: YEARLY,
    due: 8,
    more: (today) => ({ trialEndsOn: addDays(today, 7) }),
  },
  {
    name: 'Vegetable box',
    category: null,
    amount: '24.50',
    cycle: { every: 2, unit: 'week' },
    due: 4,
    past: 20,
    more: () => ({ weekendRule: 'next-business-day' }),
  },
  { name: 'Domain', category: 'Software', amount: '12.00', cycle: YEARLY, due: 130, past: 5 },
  { name: 'Lifetime licence', category: 'Software', amount: '49.00', cycle: null, due: 2 },
];

/** Enters what a household pays for, so that every part of every page has something to show. */
export async function fillHousehold(account: ApiAccount, today: CalendarDate): Promise<void> {
  const { items } = (await account.call('GET', 'categories')) as {
    items: { id: string; name: string }[];
  };
  const categoryId = (beginning: string) => {
    const category = items.find(({ name }) => name.startsWith(beginning));
    if (!category) throw new Error(`No category begins with ${beginning}`);
    return category.id;
  };
  for (const sample of SAMPLES) {
    const { before, past = 0, currency = 'EUR' } = sample;
    const cycle = sample.cycle === undefined ? MONTHLY : sample.cycle;
    const next = addDays(today, sample.due);
    const cyclesAgo = (times: number) => (cycle ? addCycles(next, cycle, -times) : next);
    await account.call('POST', 'subscriptions', {
      name: sample.name,
      service: sample.service ?? null,
      cycle,
      anchor: cyclesAgo(past),
      prices: before
        ? [
            { amount: before.amount, currency },
            { from: cyclesAgo(before.cycles), amount: sample.amount, currency },
          ]
        : [{ amount: sample.amount, currency }],
      tags: sample.tags ?? [],
      categoryId: sample.category ? categoryId(sample.category) : null,
      ...sample.more?.(today),
    });
  }
  await account.call('PUT', 'rates/USD/EUR', { rate: '0.92', on: addDays(today, -400) });
}
