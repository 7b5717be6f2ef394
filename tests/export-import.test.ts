import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HouseholdExport } from '#shared/exports/household-data.ts';
import type { ImportPreview } from '#shared/schemas/import-schemas.ts';
import { anyHousehold } from '#shared/testing/any-household.ts';
import { createTestApp, type TestApp, type TestMember } from './support/test-app.ts';
import { upload } from './support/upload.ts';

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

/** Makes the member's household the given one: nothing of what a new one starts with is left. */
async function fill({ householdId }: TestMember, data: HouseholdExport): Promise<void> {
  const { households, categories, paymentMethods, subscriptions, payments, budgets, rates } =
    server.store;
  const household = await households.find(householdId);
  if (!household) throw new Error('The member has no household');
  await households.replace({ ...household, ...data.household }, household.version);
  for (const each of await categories.list(householdId)) {
    await categories.replace(householdId, { ...each, deletedAt: each.createdAt }, each.version);
  }
  for (const each of data.categories) await categories.insert(householdId, each);
  for (const each of data.paymentMethods) await paymentMethods.insert(householdId, each);
  await subscriptions.insertMany(householdId, data.subscriptions);
  await payments.insertMany(householdId, data.payments);
  for (const each of data.budgets) await budgets.insert(householdId, each);
  for (const each of data.rates) await rates.put(householdId, each);
}

interface ExportedFile {
  household: object;
  categories: { id: string }[];
  paymentMethods: { id: string }[];
  subscriptions: {
    id: string;
    createdAt: string;
    categoryId: string | null;
    paymentMethodId: string | null;
  }[];
  budgets: { categoryId: string | null }[];
  rates: object[];
}

/** An export without ids and instants: references are replaced by what they refer to. */
function comparable(text: string) {
  const file: ExportedFile = JSON.parse(text);
  const labels = new Map<string | null, object | null>([[null, null]]);
  for (const { id, ...facts } of [...file.categories, ...file.paymentMethods]) {
    labels.set(id, facts);
  }
  const inOrder = (entries: { id: string }[]) =>
    entries.map(({ id }) => JSON.stringify(labels.get(id))).toSorted();
  return {
    household: file.household,
    categories: inOrder(file.categories),
    paymentMethods: inOrder(file.paymentMethods),
    subscriptions: file.subscriptions.map(
      ({ id: _id, createdAt: _at, categoryId, paymentMethodId, ...facts }) => ({
        ...facts,
        category: labels.get(categoryId),
        paymentMethod: labels.get(paymentMethodId),
      }),
    ),
    budgets: file.budgets
      .map(({ categoryId, ...facts }) => JSON.stringify({ ...facts, of: labels.get(categoryId) }))
      .toSorted(),
    rates: file.rates,
  };
}

async function exportOf(member: TestMember, format: 'json' | 'csv'): Promise<string> {
  const reply = await member.api('GET', `export?format=${format}`);
  expect(reply.statusCode).toBe(200);
  return reply.body;
}

async function importInto(member: TestMember, content: string): Promise<ImportPreview> {
  const reply = await upload(server, member.headers, { content });
  expect(reply.statusCode, reply.body).toBe(201);
  const preview: ImportPreview = reply.json();
  const done = await member.api('POST', `imports/${preview.id}/commit`, {});
  expect(done.statusCode, done.body).toBe(200);
  return preview;
}

test('an export, imported into a new household, makes the same household', async () => {
  await fc.assert(
    fc.asyncProperty(anyHousehold, async (data) => {
      const from = await server.signUp();
      const to = await server.signUp({ timeZone: 'Asia/Tokyo' });
      await fill(from, data);
      const exported = await exportOf(from, 'json');
      const preview = await importInto(to, exported);
      expect(preview.counts).toMatchObject({
        ready: data.subscriptions.length,
        duplicate: 0,
        faulty: 0,
      });
      const again = await exportOf(to, 'json');
      expect(comparable(again)).toEqual(comparable(exported));
      const session = await to.api('GET', 'auth/session');
      expect(session.json().household).toMatchObject(data.household);
    }),
    { numRuns: 20 },
  );
}, 120_000);

test('a table, imported into a new household, makes the same subscriptions', async () => {
  await fc.assert(
    fc.asyncProperty(anyHousehold, async (data) => {
      const from = await server.signUp();
      const to = await server.signUp();
      await fill(from, { ...data, payments: [] });
      const csv = await exportOf(from, 'csv');
      await importInto(to, csv);
      const withoutIds = (table: string) => table.replaceAll(/(?<=^|\n)[\w-]+(?=,)/g, '');
      expect(withoutIds(await exportOf(to, 'csv'))).toBe(withoutIds(csv));
    }),
    { numRuns: 20 },
  );
}, 120_000);
