import type { PaymentMethodRepository } from '#server/features/payment-methods/payment-method-repository.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createRowReader } from './row-reader.ts';
import { createTrashableRows } from './trashable-rows.ts';

type Facts = Pick<PaymentMethod, 'label' | 'kind' | 'lastFour' | 'expiresIn'>;

export function createMongodbPaymentMethodRepository(
  context: MongodbContext,
): PaymentMethodRepository {
  const { insert, find, list, listIds, replace, purgeTrash } = createTrashableRows<
    PaymentMethod,
    Facts
  >(context, 'payment_methods', {
    toFacts: ({ label, kind, lastFour, expiresIn }) => ({ label, kind, lastFour, expiresIn }),
    read: readPaymentMethod,
  });
  return { insert, find, list, listIds, replace, purgeTrash };
}

const readPaymentMethod = createRowReader(
  'payment_methods',
  [
    'id',
    'version',
    'label',
    'kind',
    'lastFour',
    'expiresIn',
    'createdAt',
    'updatedAt',
    'deletedAt',
  ],
  ([
    id,
    version,
    label,
    kind,
    lastFour,
    expiresIn,
    createdAt,
    updatedAt,
    deletedAt,
  ]): PaymentMethod => ({
    id,
    version,
    label,
    kind,
    lastFour,
    expiresIn,
    createdAt,
    updatedAt,
    deletedAt,
  }),
);
