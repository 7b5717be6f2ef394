import type {
  ImportedPayment,
  ImportedSubscription,
} from '#shared/imports/imported-subscription.ts';
import { toStoredSubscription } from '#shared/imports/stored-subscription.ts';
import { UNKNOWN_CURRENCY } from '#shared/imports/unknown-currency.ts';
import { parseAmount } from '#shared/money/money.ts';
import type { ImportResult } from '#shared/schemas/import-schemas.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { chosenRows } from './decide-import.ts';
import type { ImportTarget } from './import-deps.ts';
import type { ImportDecision, ImportPlan, PlannedLabel, PlannedRow } from './import-plan.ts';
import { tidyDefaultCategories } from './tidy-default-categories.ts';

/** Rows between two breaths: what SQLite writes in a few milliseconds. */
const ROWS_AT_ONCE = 100;

export interface StoreImportDeps {
  target: ImportTarget;
  breathe: () => Promise<void>;
}

/**
 * Stores what was decided. All ids are fixed and every step leaves alone what is there already, so
 * that running it again after a failure stores the rest, and nothing twice.
 */
export async function storeImport(
  { target, breathe }: StoreImportDeps,
  householdId: string,
  plan: ImportPlan,
  decision: ImportDecision,
): Promise<ImportResult> {
  const rows = chosenRows(plan, decision.includeDuplicates);
  const { categories, paymentMethods } = labelsToMake(plan, decision, rows);
  const stamps = { version: 1, createdAt: decision.begunAt, updatedAt: decision.begunAt };

  for (const { id, name, color } of categories) {
    const category = { id, ...stamps, name, color: color ?? 'slate', deletedAt: null };
    await target.categories.insert(householdId, category);
  }
  for (const { id, label, kind, lastFour, expiresIn } of paymentMethods) {
    const method = { id, ...stamps, label, kind, lastFour, expiresIn, deletedAt: null };
    await target.paymentMethods.insert(householdId, method);
  }
  const budgets = plan.budgets.filter(({ id }) => decision.budgetIds.includes(id));
  for (const { id, name, limit, period, categoryKey } of budgets) {
    await target.budgets.insert(householdId, {
      id,
      ...stamps,
      name,
      limitMinor: parseAmount(limit.amount, limit.currency),
      currency: limit.currency,
      period,
      categoryId: categoryKey === null ? null : (decision.categoryIds[categoryKey] ?? null),
      deletedAt: null,
    });
  }
  for (const rate of decision.rates) await target.rates.put(householdId, rate);
  await inChunks(rows, breathe, (chunk) =>
    target.subscriptions.insertMany(
      householdId,
      chunk.map((row) => toSubscription(row, decision)),
    ),
  );
  const payments = rows.flatMap((row) =>
    row.payments.map((payment) => toRecord(row.id, payment, decision.begunAt)),
  );
  await inChunks(payments, breathe, (chunk) => target.payments.insertMany(householdId, chunk));
  if (decision.adoptHousehold && plan.household) {
    const { name, baseCurrency, timeZone } = plan.household;
    if (decision.isFresh) {
      await tidyDefaultCategories(target.categories, householdId, plan, decision);
    }
    await target.adoptHousehold(householdId, { name, baseCurrency, timeZone });
  }
  return {
    imported: rows.length,
    skipped: plan.rows.length - rows.length,
    payments: payments.length,
    categories: categories.length,
    paymentMethods: paymentMethods.length,
    budgets: budgets.length,
    rates: decision.rates.length,
    isHouseholdAdopted: decision.adoptHousehold && plan.household !== null,
  };
}

/** Duetide's own file describes the household; of any other, labels matter that a row bears. */
function labelsToMake(plan: ImportPlan, decision: ImportDecision, rows: readonly PlannedRow[]) {
  const keepsAll = plan.format === 'duetide-json';
  const isMissing =
    (ids: Record<string, string>, used: ReadonlySet<string | null>) =>
    ({ key, id }: PlannedLabel) =>
      ids[key] === id && (keepsAll || used.has(key));
  return {
    categories: plan.categories.filter(
      isMissing(decision.categoryIds, new Set(rows.map(({ categoryKey }) => categoryKey))),
    ),
    paymentMethods: plan.paymentMethods.filter(
      isMissing(
        decision.paymentMethodIds,
        new Set(rows.map(({ paymentMethodKey }) => paymentMethodKey)),
      ),
    ),
  };
}

function toSubscription(row: PlannedRow, decision: ImportDecision): Subscription {
  const { begunAt, categoryIds, paymentMethodIds } = decision;
  if (!row.subscription) throw new Error(`Row ${row.row} was chosen and holds nothing`);
  const answer = row.questionId === null ? undefined : decision.answers[row.questionId];
  return toStoredSubscription(withCurrency(row.subscription, answer), {
    id: row.id,
    categoryId: row.categoryKey === null ? null : (categoryIds[row.categoryKey] ?? null),
    paymentMethodId:
      row.paymentMethodKey === null ? null : (paymentMethodIds[row.paymentMethodKey] ?? null),
    createdAt: row.createdAt !== null && row.createdAt < begunAt ? row.createdAt : begunAt,
    updatedAt: begunAt,
  });
}

function withCurrency(
  subscription: ImportedSubscription,
  answer: string | undefined,
): ImportedSubscription {
  if (answer === undefined) return subscription;
  const prices = subscription.prices.map((price) =>
    price.currency === UNKNOWN_CURRENCY ? { ...price, currency: answer } : price,
  );
  return { ...subscription, prices };
}

function toRecord(
  subscriptionId: string,
  { dueOn, status, paidOn, amount }: ImportedPayment,
  begunAt: string,
): PaymentRecord {
  return {
    subscriptionId,
    dueOn,
    version: 1,
    status,
    paidOn,
    amountMinor: amount === null ? null : parseAmount(amount.amount, amount.currency),
    currency: amount === null ? null : amount.currency,
    createdAt: begunAt,
    updatedAt: begunAt,
  };
}

async function inChunks<Row>(
  rows: readonly Row[],
  breathe: () => Promise<void>,
  store: (chunk: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await store(rows.slice(start, start + ROWS_AT_ONCE));
    await breathe();
  }
}
