import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ImportSource } from './import-source.ts';
import { openImport } from './open-import.ts';

const TODAY = '2026-11-21';

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`fixtures/wallos/${name}`, import.meta.url));
}

function open(...names: string[]): ImportSource {
  return openImport(names.map(fixture), { today: TODAY });
}

function draftsOf(source: ImportSource) {
  return Array.from({ length: source.size }, (_, index) => source.draft(index));
}

/** Name → what was understood, in words short enough to compare at a glance. */
function understood(source: ImportSource) {
  return Object.fromEntries(
    draftsOf(source).map(({ name, subscription, hint, categoryKey, paymentMethodKey }) => [
      name.replace(/[\s,]+/g, ' '),
      subscription && [
        subscription.anchor,
        subscription.cycle && `${subscription.cycle.every} ${subscription.cycle.unit}`,
        Number(subscription.prices[0]?.amount),
        hint ? hint.symbol : subscription.prices[0]?.currency,
        categoryKey,
        paymentMethodKey,
        subscription.notes.replace(/[\s,]+/g, ' '),
      ],
    ]),
  );
}

const EXPECTED = {
  'Netflix Premium': [
    '2026-12-03',
    '1 month',
    17.99,
    '$',
    'Food & Beverages',
    'Credit Card',
    '4 screens shared',
  ],
  'Spotify Family': ['2026-12-31', '1 month', 17.99, 'EUR', 'Music', 'Money', ''],
  'Domain café-ünïcode.example': [
    '2027-02-28',
    '1 year',
    12.5,
    'EUR',
    'Utilities',
    'Bank Transfer',
    'renews at end of Feb',
  ],
  Gym: ['2026-11-27', '1 week', 7.99, 'GBP', 'Utilities', 'Direct Debit', 'weekly pass'],
  'Contact lenses': ['2027-01-15', '3 month', 49, 'CHF', 'Music', 'Money', 'every 3 months'],
  Newspaper: ['2026-11-21', '1 day', 1.5, '$', 'Utilities', 'Money', 'daily paper'],
  'iCloud+ 2 TB': ['2026-12-10', '1 month', 1300, '¥', null, 'Bank Transfer', ''],
  'VPN (2 years)': ['2028-05-01', '2 year', 83.76, '$', 'Entertainment', 'Direct Debit', ''],
  'Lifetime licence': [
    '2025-06-01',
    null,
    199,
    'EUR',
    'Food & Beverages',
    'Credit Card',
    'bought once',
  ],
  'Old magazine': ['2026-03-01', '1 month', 5, 'EUR', null, 'Bank Transfer', 'stopped'],
  Insurance: ['2027-01-01', '6 month', 312.4, 'EUR', 'Utilities', 'Money', 'half-yearly "premium"'],
  'Adobe CC': [
    '2026-11-30',
    '1 month',
    59.99,
    '$',
    'Music',
    'Direct Debit',
    '=SUM(A1:A2) looks like a formula',
  ],
};

/** The API says which currency is meant, or its number where the currencies are not given. */
function withCurrencies(names: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(EXPECTED).map(([name, row]) => [
      name,
      row.map((cell, at) => (at === 3 ? (names[String(cell)] ?? cell) : cell)),
    ]),
  );
}

describe('the files that Wallos wrote', () => {
  test.each(['subscriptions.csv', 'subscriptions.json'])('%s is understood', (name) => {
    const source = open(name);
    expect(source.format).toBe(name.endsWith('csv') ? 'wallos-csv' : 'wallos-json');
    expect(understood(source)).toEqual(EXPECTED);
  });

  test('the API tells the currencies by code, in whichever order the files come', () => {
    const expected = withCurrencies({ $: 'USD', '¥': 'JPY' });
    const names = ['api-get-subscriptions.json', 'api-get-currencies.json'];
    for (const files of [names, names.toReversed()]) {
      const source = open(...files);
      expect(source.format).toBe('wallos-api');
      expect(understood(source)).toEqual(expected);
    }
  });

  test('without the currencies every number of one is a question', () => {
    const source = open('api-get-subscriptions.json');
    const numbers = { EUR: '1', $: '2', '¥': '3', GBP: '7', CHF: '12' };
    expect(understood(source)).toEqual(withCurrencies(numbers));
    expect(draftsOf(source).map(({ hint }) => hint?.kind)).toEqual(
      Array(12).fill('currency-number'),
    );
  });

  test.each(['subscriptions.csv', 'subscriptions.json', 'api-get-subscriptions.json'])(
    '%s: what is special about a row is kept',
    (name) => {
      const byName = new Map(draftsOf(open(name)).map((draft) => [draft.name, draft]));
      const lifetime = byName.get('Lifetime licence')?.subscription;
      expect(lifetime).toMatchObject({ cycle: null, autoRenews: false, cancelledOn: null });
      expect(byName.get('Old magazine')?.subscription).toMatchObject({
        autoRenews: false,
        cancelledOn: '2026-02-15',
        accessUntil: '2026-02-28',
      });
      expect(byName.get('VPN (2 years)')?.subscription?.notice).toEqual({ every: 30, unit: 'day' });
      expect(byName.get('Adobe CC')?.subscription?.url).toBe('https://www.adobe.com');
      const doubtful = [...byName].filter(([, { notes }]) => notes.some(({ isDoubt }) => isDoubt));
      expect(doubtful.map(([each]) => each).toSorted()).toEqual([
        'Adobe CC',
        'Domain café-ünïcode.example',
        'VPN (2 years)',
      ]);
    },
  );

  test('well-known services are recognised', () => {
    const found = draftsOf(open('subscriptions.csv')).flatMap(({ subscription }) =>
      subscription?.service ? [subscription.service] : [],
    );
    expect(found).toEqual(['netflix', 'spotify', 'gym', 'icloud', 'adobecreativecloud']);
  });

  test('labels become payment methods of the likely kind', () => {
    const kinds = [...open('subscriptions.csv').paymentMethods.values()].map((each) => [
      each.label,
      each.kind,
    ]);
    expect(kinds).toEqual([
      ['Credit Card', 'card'],
      ['Money', 'cash'],
      ['Bank Transfer', 'bank-account'],
      ['Direct Debit', 'bank-account'],
    ]);
  });
});

const RECORD = {
  Name: 'Gym',
  'Payment Cycle': 'Monthly',
  'Next Payment': '2026-12-03',
  Renewal: 'Automatic',
  Category: 'Sport',
  'Payment Method': 'Cash',
  'Paid By': 'Ann',
  Price: '€7.99',
  Notes: '',
  URL: '',
  State: 'Enabled',
  Active: 'Yes',
};

function openRecords(...changes: object[]): ImportSource {
  const records = changes.map((change) => ({ ...RECORD, ...change }));
  return openImport([new TextEncoder().encode(JSON.stringify(records))], { today: TODAY });
}

describe('a record of Wallos', () => {
  test.each([
    [{ Price: 'free' }, 'Price', '“free” is no price'],
    [{ Price: '' }, 'Price', 'no price'],
    [{ Price: '€1.999' }, 'prices/0/amount', 'at most 2 decimals'],
    [{ Price: '¥12.345' }, 'price', '12.345 is no amount in JPY, CNY'],
    [{ 'Next Payment': '2026-02-30' }, 'Next Payment', '“2026-02-30” is no date'],
    [{ 'Next Payment': '' }, 'Next Payment', 'is missing'],
    [{ 'Payment Cycle': 'Sometimes' }, 'Payment Cycle', '“Sometimes” is not understood'],
    [{ 'Payment Cycle': undefined }, 'Payment Cycle', 'old versions'],
    [{ Name: '' }, 'name', 'must not be empty'],
    [{ Name: 'x'.repeat(201) }, 'name', 'at most 200'],
    [{ Name: 7, Price: { a: 1 } }, 'Price', 'no price'],
  ])('is faulty with %j', (change, field, detail) => {
    const draft = openRecords(change).draft(0);
    expect(draft.subscription).toBeNull();
    expect(draft.faults).toContainEqual({ field, detail: expect.stringContaining(detail) });
  });

  test('tells all its faults at once', () => {
    const { faults } = openRecords({ Price: '', 'Next Payment': '', 'Payment Cycle': '' }).draft(0);
    expect(faults.map(({ field }) => field)).toEqual(['Payment Cycle', 'Price', 'Next Payment']);
  });

  test('loses a bad address, and says so', () => {
    const { subscription, notes } = openRecords({ URL: 'javascript:alert(1)' }).draft(0);
    expect(subscription?.url).toBeNull();
    expect(notes).toMatchObject([{ code: 'url-dropped', isDoubt: true }]);
    expect(notes[0]?.detail).toContain('javascript:alert(1)');
  });

  test('keeps who pays as a tag once several do', () => {
    const alone = openRecords({}, {});
    expect(alone.draft(0).subscription?.tags).toEqual([]);
    expect(alone.notes.map(({ code }) => code)).toEqual(['history-unknown', 'payer-dropped']);
    const both = openRecords({}, { 'Paid By': 'Bob' }, { 'Paid By': '' });
    expect([0, 1, 2].map((at) => both.draft(at).subscription?.tags)).toEqual([
      ['paid by Ann'],
      ['paid by Bob'],
      [],
    ]);
    expect(both.notes.map(({ code }) => code)).toEqual(['history-unknown', 'payer-kept-as-tag']);
    expect(openRecords({ 'Paid By': '' }).notes.map(({ code }) => code)).toEqual([
      'history-unknown',
    ]);
  });

  test('puts a reminder that nothing else can hold below the notes', () => {
    const { subscription } = openRecords({
      Renewal: 'Manual',
      'Cancellation Date': '2026-12-01',
      Notes: 'mine',
    }).draft(0);
    expect(subscription).toMatchObject({
      autoRenews: false,
      notes: 'mine\nWallos: cancel on 2026-12-01',
    });
  });

  test('takes any other line end in a name for a space', () => {
    expect(openRecords({ Name: 'Two\nlines' }).draft(0).subscription?.name).toBe('Two lines');
  });

  test('doubts digits that may be grouped', () => {
    const { subscription, notes } = openRecords({ Price: '€1,234' }).draft(0);
    expect(subscription?.prices[0]?.amount).toBe('1234.00');
    expect(notes).toMatchObject([{ code: 'digits-grouped' }]);
  });
});
