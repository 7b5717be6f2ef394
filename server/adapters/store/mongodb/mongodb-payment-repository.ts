import type { PaymentRepository } from '#server/features/payments/payment-repository.ts';
import type { PaymentRecord } from '#shared/subscriptions/subscription.ts';
import { toAmount } from './amounts.ts';
import { assertOwned } from './belonging.ts';
import type { PaymentDocument } from './database-schema.ts';
import { toDate } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate, isDuplicatesOnly } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';
import { createRowReader } from './row-reader.ts';
import { findRow, findRows } from './stored-rows.ts';

export function createMongodbPaymentRepository(context: MongodbContext): PaymentRepository {
  const { on } = context;

  const assertOfSubscription = (householdId: string, subscriptionId: string) =>
    assertOwned(
      context,
      ['subscriptions', keyOf(householdId, subscriptionId)],
      ['payments', { householdId, subscriptionId }],
    );

  return {
    find(householdId, subscriptionId, dueOn) {
      const _id = keyOf(householdId, subscriptionId, dueOn);
      return findRow(context, 'payments', { _id }, readPayment);
    },
    list(householdId, subscriptionId) {
      const filter = { householdId, ...(subscriptionId === undefined ? {} : { subscriptionId }) };
      const question = { filter, sort: { dueOn: 1, subscriptionId: 1 } } as const;
      return findRows(context, 'payments', question, readPayment);
    },
    async put(householdId, payment, expectedVersion) {
      if (expectedVersion !== null) {
        const version = expectedVersion + 1;
        const { _id, ...facts } = toDocument(householdId, payment, version);
        const result = await on('payments', (payments) =>
          payments.replaceOne({ _id, version: expectedVersion }, facts),
        );
        return result.matchedCount === 1;
      }
      try {
        await on('payments', (payments) => payments.insertOne(toDocument(householdId, payment, 1)));
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      await assertOfSubscription(householdId, payment.subscriptionId);
      return true;
    },
    async insertMany(householdId, given) {
      if (given.length === 0) return;
      const documents = given.map((payment) => toDocument(householdId, payment, 1));
      try {
        await on('payments', (payments) => payments.insertMany(documents, { ordered: false }));
      } catch (error) {
        if (!isDuplicatesOnly(error)) throw error;
      }
      for (const subscriptionId of new Set(given.map((payment) => payment.subscriptionId))) {
        await assertOfSubscription(householdId, subscriptionId);
      }
    },
    async delete(householdId, subscriptionId, dueOn, expectedVersion) {
      const _id = keyOf(householdId, subscriptionId, dueOn);
      const wanted = expectedVersion === undefined ? {} : { version: expectedVersion };
      const result = await on('payments', (payments) => payments.deleteOne({ _id, ...wanted }));
      return result.deletedCount === 1;
    },
  };
}

function toDocument(householdId: string, payment: PaymentRecord, version: number): PaymentDocument {
  return {
    _id: keyOf(householdId, payment.subscriptionId, payment.dueOn),
    householdId,
    subscriptionId: payment.subscriptionId,
    dueOn: payment.dueOn,
    version,
    status: payment.status,
    paidOn: payment.paidOn,
    amountMinor: payment.amountMinor === null ? null : toAmount(payment.amountMinor),
    currency: payment.currency,
    createdAt: toDate(payment.createdAt),
    updatedAt: toDate(payment.updatedAt),
  };
}

const readPayment = createRowReader(
  'payments',
  [
    'subscriptionId',
    'dueOn',
    'version',
    'status',
    'paidOn',
    'amountMinor',
    'currency',
    'createdAt',
    'updatedAt',
  ],
  (values): PaymentRecord => ({
    subscriptionId: values[0],
    dueOn: values[1],
    version: values[2],
    status: values[3],
    paidOn: values[4],
    amountMinor: values[5],
    currency: values[6],
    createdAt: values[7],
    updatedAt: values[8],
  }),
);
