import type { WithId } from 'mongodb';
import type { PaymentRepository } from '#server/features/payments/payment-repository.ts';
import type { PaymentRecord } from '#shared/subscriptions/subscription.ts';
import { fromAmount, toAmount } from './amounts.ts';
import { assertOwned } from './belonging.ts';
import type { PaymentDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate, isDuplicatesOnly } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';
import { ROWS_AN_ANSWER } from './trashable-rows.ts';

export function createMongodbPaymentRepository(context: MongodbContext): PaymentRepository {
  const { on } = context;

  const assertOfSubscription = (householdId: string, subscriptionId: string) =>
    assertOwned(
      context,
      ['subscriptions', keyOf(householdId, subscriptionId)],
      ['payments', { householdId, subscriptionId }],
    );

  return {
    async find(householdId, subscriptionId, dueOn) {
      const _id = keyOf(householdId, subscriptionId, dueOn);
      const found = await on('payments', (payments) => payments.findOne({ _id }));
      return found && toPayment(found);
    },
    async list(householdId, subscriptionId) {
      const filter = subscriptionId === undefined ? {} : { subscriptionId };
      const found = await on('payments', (payments) =>
        payments
          .find({ householdId, ...filter }, { batchSize: ROWS_AN_ANSWER })
          .sort({ dueOn: 1, subscriptionId: 1 })
          .toArray(),
      );
      return found.map(toPayment);
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

function toPayment(document: WithId<PaymentDocument>): PaymentRecord {
  return {
    subscriptionId: document.subscriptionId,
    dueOn: document.dueOn,
    version: document.version,
    status: document.status,
    paidOn: document.paidOn,
    amountMinor: document.amountMinor === null ? null : fromAmount(document.amountMinor),
    currency: document.currency,
    createdAt: toInstant(document.createdAt),
    updatedAt: toInstant(document.updatedAt),
  };
}
