import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openImport } from '#shared/imports/open-import.ts';
import { toImportedSubscription } from '#shared/imports/stored-subscription.ts';
import { anyHousehold } from '#shared/testing/any-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { writeDuetideCsv } from './write-duetide-csv.ts';

const TODAY = '2026-11-21';
const nothingElse = { categories: [], paymentMethods: [] };

describe('writing subscriptions as CSV', () => {
  test('gives a table that reads as the same subscriptions', () => {
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const bytes = new TextEncoder().encode(writeDuetideCsv(household, TODAY));
        const source = openImport([bytes], { today: TODAY });
        expect(source.size).toBe(household.subscriptions.length);
        for (const [at, subscription] of household.subscriptions.entries()) {
          const draft = source.draft(at);
          expect(draft.faults).toEqual([]);
          expect(draft.fileId).toBe(subscription.id);
          expect(draft.subscription).toEqual(toImportedSubscription(subscription));
          const category = household.categories.find(({ id }) => id === subscription.categoryId);
          expect(draft.categoryKey).toBe(category?.name ?? null);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is read alike by another reader of CSV', () => {
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const records: Record<string, string>[] = parse(writeDuetideCsv(household, TODAY), {
          columns: true,
          bom: true,
        });
        expect(records).toHaveLength(household.subscriptions.length);
        for (const [at, { notes }] of household.subscriptions.entries()) {
          const isGuarded = records[at]?.notes !== notes;
          expect(records[at]?.notes).toBe(isGuarded ? `'${notes}` : notes);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('lets no spreadsheet run a cell', () => {
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const records: string[][] = parse(writeDuetideCsv(household, TODAY), { bom: true });
        for (const cell of records.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 200 },
    );
  });

  test('says what follows from the facts today', () => {
    const subscription = exampleSubscription({
      anchor: '2026-01-31',
      cycle: { every: 1, unit: 'month' },
      prices: [{ from: '2026-01-31', amountMinor: 1549, currency: 'USD' }],
    });
    const csv = writeDuetideCsv({ ...nothingElse, subscriptions: [subscription] }, TODAY);
    const [record]: Record<string, string>[] = parse(csv, { columns: true, bom: true });
    expect(record).toMatchObject({
      cycle: '1 month',
      prices: '2026-01-31 15.49 USD',
      status: 'active',
      nextDueOn: '2026-11-30',
      nextAmount: '15.49',
      monthlyCost: '15.49',
      yearlyCost: '185.88',
      currency: 'USD',
    });
  });

  test('leaves derived cells empty where nothing comes next', () => {
    const subscription = exampleSubscription({ cycle: null, anchor: '2020-01-01' });
    const csv = writeDuetideCsv({ ...nothingElse, subscriptions: [subscription] }, TODAY);
    const [record]: Record<string, string>[] = parse(csv, { columns: true, bom: true });
    expect(record).toMatchObject({
      status: 'ended',
      nextDueOn: '',
      nextAmount: '',
      yearlyCost: '',
    });
  });
});
