import type { PaymentMethodRepository } from '#server/features/payment-methods/payment-method-repository.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createTrashableRows } from './trashable-rows.ts';

type Facts = Pick<PaymentMethod, 'label' | 'kind' | 'lastFour' | 'expiresIn'>;

export function createMongodbPaymentMethodRepository(
  context: MongodbContext,
): PaymentMethodRepository {
  const pick = ({ label, kind, lastFour, expiresIn }: Facts): Facts => ({
    label,
    kind,
    lastFour,
    expiresIn,
  });
  const { insert, find, list, listIds, replace, purgeTrash } = createTrashableRows<
    PaymentMethod,
    Facts
  >(context, 'payment_methods', { toFacts: pick, fromFacts: pick });
  return { insert, find, list, listIds, replace, purgeTrash };
}
