import { describe, expect, it } from 'vitest';
import { digestDetails, reminderDetails } from './reminder-details.ts';
import type { ReminderFacts } from './reminder-message.ts';
import { REMINDER_KINDS } from './reminder-rules.ts';
import { REMINDER_LOCALES } from './reminder-settings.ts';

const EURO = { amount: '9.99', currency: 'EUR' };
const english = { locale: 'en', today: '2026-03-02' } as const;
const german = { locale: 'de', today: '2026-03-02' } as const;

function facts(wishes: Partial<ReminderFacts> = {}): ReminderFacts {
  return {
    kind: 'charge',
    name: 'Netflix',
    on: '2026-03-09',
    price: EURO,
    priceInBase: null,
    priceBefore: null,
    cancelBy: null,
    cancelUrl: null,
    names: [],
    budget: null,
    isLate: false,
    ...wishes,
  };
}

describe('the parts of a message', () => {
  it('are what it costs, when, and until when it can be cancelled', () => {
    const all = facts({
      priceInBase: { amount: '10.50', currency: 'USD' },
      cancelBy: '2026-03-02',
      cancelUrl: 'https://netflix.example/bye',
      isLate: true,
    });
    const { rows, sentence, note } = reminderDetails(all, english);
    expect(rows).toEqual([
      { label: 'Price', value: '€9.99 (≈ US$10.50)' },
      { label: 'When', value: 'Mon, 9 March 2026 (in 7 days)' },
      { label: 'Cancel by', value: 'Mon, 2 March 2026 (today)' },
      { label: 'Cancel at', value: 'https://netflix.example/bye', isAddress: true },
    ]);
    expect(sentence).toContain('Netflix charges');
    expect(note).toContain('late');
  });

  it('leave out what is not known, and name what a card pays', () => {
    const card = facts({ kind: 'card-expiry', price: null, names: ['A', 'B'], on: '2026-02-20' });
    const { rows, note } = reminderDetails(card, german);
    expect(rows).toEqual([
      { label: 'Wann', value: 'Fr., 20. Februar 2026' },
      { label: 'Bezahlt damit', value: 'A\nB' },
    ]);
    expect(note).toBeNull();
  });

  it('are what a budget allows, and how it is exceeded', () => {
    const euros = (amount: string) => ({ amount, currency: 'EUR' });
    const budget = facts({
      kind: 'budget',
      name: 'Fun',
      price: null,
      budget: {
        period: 'month',
        from: '2026-03-01',
        limit: euros('50.00'),
        total: euros('57.50'),
        over: euros('7.50'),
        charge: { name: 'Netflix', amount: EURO },
      },
    });
    expect(reminderDetails(budget, english).rows).toEqual([
      { label: 'When', value: 'Mon, 9 March 2026 (in 7 days)' },
      { label: 'Exceeded with', value: 'Netflix (€9.99)' },
      { label: 'Limit', value: '€50.00' },
      { label: 'In all, March 2026', value: '€57.50' },
      { label: 'Too much', value: '€7.50' },
    ]);
    const { days } = digestDetails([{ facts: budget, url: '/' }], english);
    expect(days[0]?.items[0]?.text).toBe('Over budget: €57.50 of €50.00');
  });

  it.each(REMINDER_LOCALES)('are whole for every kind: %s', (locale) => {
    const items = REMINDER_KINDS.map((kind) => ({
      facts: facts({ kind, priceBefore: EURO, names: ['Paper'] }),
      url: 'https://duetide.example/',
    }));
    const { days } = digestDetails(items, { ...english, locale });
    const texts = days.flatMap((day) => day.items.map(({ text }) => text));
    expect(new Set(texts).size).toBe(REMINDER_KINDS.length);
    expect(texts.join()).not.toMatch(/null|undefined|NaN/);
  });
});

describe('the parts of a digest', () => {
  it('stand by day, the nearest first, each with its price and where there is more', () => {
    const items = [
      { facts: facts({ name: 'Later' }), url: '/3' },
      { facts: facts({ name: 'Soon', on: '2026-03-01', cancelBy: '2026-03-05' }), url: '/1' },
      { facts: facts({ name: 'As late', kind: 'term-end', price: null, isLate: true }), url: '/2' },
    ];
    expect(digestDetails(items, english).days).toEqual([
      {
        title: 'Sun, 1 March 2026 (yesterday)',
        items: [
          { name: 'Soon', text: 'Charge\nCancel by Thu, 5 March 2026', price: '€9.99', url: '/1' },
        ],
      },
      {
        title: 'Mon, 9 March 2026 (in 7 days)',
        items: [
          { name: 'Later', text: 'Charge', price: '€9.99', url: '/3' },
          {
            name: 'As late',
            text: 'Minimum term ends\nThis comes late: it could not be sent in time.',
            price: null,
            url: '/2',
          },
        ],
      },
    ]);
  });
});
