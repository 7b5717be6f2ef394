import type { PaymentRepository } from '#server/features/payments/payment-repository.ts';
import type { PaymentRecord } from '#shared/subscriptions/subscription.ts';
import { wasChanged } from './changed-rows.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'subscription_id as subscriptionId',
  'due_on as dueOn',
  'version',
  'status',
  'paid_on as paidOn',
  'amount_minor as amountMinor',
  'currency',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

export function createSqlitePaymentRepository({
  db,
  prepareHotSelect,
}: SqliteContext): PaymentRepository {
  const ordered = db
    .selectFrom('payments')
    .select(COLUMNS)
    .where('household_id', '=', '')
    .orderBy('due_on')
    .orderBy('subscription_id');
  const listOfHousehold = prepareHotSelect(ordered.compile());
  const listOfSubscription = prepareHotSelect(ordered.where('subscription_id', '=', '').compile());

  return {
    async find(householdId, subscriptionId, dueOn) {
      const found = await db
        .selectFrom('payments')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .where('subscription_id', '=', subscriptionId)
        .where('due_on', '=', dueOn)
        .executeTakeFirst();
      return found ?? null;
    },
    async list(householdId, subscriptionId) {
      return subscriptionId === undefined
        ? listOfHousehold(householdId)
        : listOfSubscription(householdId, subscriptionId);
    },
    async put(householdId, payment, expectedVersion) {
      if (expectedVersion === null) {
        const result = await db
          .insertInto('payments')
          .values({
            household_id: householdId,
            subscription_id: payment.subscriptionId,
            due_on: payment.dueOn,
            version: 1,
            ...toFacts(payment),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return wasChanged(result.numInsertedOrUpdatedRows);
      }
      const result = await db
        .updateTable('payments')
        .set({ ...toFacts(payment), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('subscription_id', '=', payment.subscriptionId)
        .where('due_on', '=', payment.dueOn)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async insertMany(householdId, payments) {
      for (const chunk of chunksOf(payments, ROWS_A_STATEMENT)) {
        const rows = chunk.map((payment) => ({
          household_id: householdId,
          subscription_id: payment.subscriptionId,
          due_on: payment.dueOn,
          version: 1,
          ...toFacts(payment),
        }));
        await db
          .insertInto('payments')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async delete(householdId, subscriptionId, dueOn, expectedVersion) {
      const entry = db
        .deleteFrom('payments')
        .where('household_id', '=', householdId)
        .where('subscription_id', '=', subscriptionId)
        .where('due_on', '=', dueOn);
      const wanted =
        expectedVersion === undefined ? entry : entry.where('version', '=', expectedVersion);
      const result = await wanted.executeTakeFirst();
      return wasChanged(result.numDeletedRows);
    },
  };
}

function toFacts(payment: PaymentRecord) {
  return {
    status: payment.status,
    paid_on: payment.paidOn,
    amount_minor: payment.amountMinor,
    currency: payment.currency,
    created_at: payment.createdAt,
    updated_at: payment.updatedAt,
  };
}
