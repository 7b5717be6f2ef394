import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openImport } from '#shared/imports/open-import.ts';
import { anyHousehold } from '#shared/testing/any-household.ts';
import { exampleBudget } from '#shared/testing/example-budget.ts';
import type { HouseholdExport } from './household-data.ts';
import { writeDuetideJson } from './write-duetide-json.ts';

const EXPORTED_AT = '2026-11-21T10:00:00.000Z';

function write(household: HouseholdExport): Uint8Array {
  return new TextEncoder().encode(writeDuetideJson(household, EXPORTED_AT));
}

describe('writing a household as JSON', () => {
  test('gives a file that reads as the same household', () => {
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const document = JSON.parse(writeDuetideJson(household, EXPORTED_AT));
        const source = openImport([write(household)], { today: '2026-11-21' });
        expect(source.household).toEqual(household.household);
        expect([...source.categories]).toEqual(
          household.categories.map(({ id, name, color }) => [id, { name, color }]),
        );
        expect([...source.paymentMethods.keys()]).toEqual(
          household.paymentMethods.map(({ id }) => id),
        );
        expect(source.budgets).toEqual(
          document.budgets.map(({ categoryId, ...budget }: { categoryId: string | null }) => ({
            ...budget,
            categoryKey: categoryId,
          })),
        );
        expect(source.budgets).toHaveLength(household.budgets.length);
        expect(source.rates.map(({ source: _, ...rate }) => rate)).toEqual(document.rates);
        expect(source.size).toBe(household.subscriptions.length);
        for (const [at, written] of document.subscriptions.entries()) {
          const draft = source.draft(at);
          expect(draft.faults).toEqual([]);
          expect({
            id: draft.fileId,
            ...draft.subscription,
            categoryId: draft.categoryKey,
            paymentMethodId: draft.paymentMethodKey,
            createdAt: draft.createdAt,
            payments: draft.payments,
          }).toEqual(written);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('names format and version first, and puts each entry on a line', () => {
    const household: HouseholdExport = {
      household: { name: 'Home', baseCurrency: 'EUR', timeZone: 'UTC' },
      categories: [],
      paymentMethods: [],
      subscriptions: [],
      payments: [],
      budgets: [exampleBudget({ name: 'All', limitMinor: 5_000 })],
      rates: [{ from: 'USD', to: 'EUR', rate: '0.9', on: '2026-01-01', source: 'manual' }],
    };
    expect(writeDuetideJson(household, EXPORTED_AT)).toBe(
      [
        '{',
        '"format": "duetide",',
        '"version": 2,',
        '"exportedAt": "2026-11-21T10:00:00.000Z",',
        '"household": {"name":"Home","baseCurrency":"EUR","timeZone":"UTC"},',
        '"categories": [],',
        '"paymentMethods": [],',
        '"subscriptions": [],',
        '"budgets": [',
        '{"name":"All","limit":{"amount":"50.00","currency":"EUR"},"period":"month","categoryId":null}',
        '],',
        '"rates": [',
        '{"from":"USD","to":"EUR","rate":"0.9","on":"2026-01-01"}',
        ']',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('leaves out references to what lies in the trash', () => {
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const text = writeDuetideJson({ ...household, categories: [], paymentMethods: [] }, '');
        const { budgets, subscriptions } = JSON.parse(text);
        const ofEverything = household.budgets.filter(({ categoryId }) => categoryId === null);
        expect(budgets.map(({ name }: { name: string }) => name)).toEqual(
          ofEverything.map(({ name }) => name),
        );
        for (const each of subscriptions) {
          expect([each.categoryId, each.paymentMethodId]).toEqual([null, null]);
        }
      }),
      { numRuns: 20 },
    );
  });
});
