import type { PaymentMethodRepository } from '#server/features/payment-methods/payment-method-repository.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { SqliteContext } from './sqlite-context.ts';
import { createTrashableRows } from './trashable-rows.ts';

export function createSqlitePaymentMethodRepository(
  context: SqliteContext,
): PaymentMethodRepository {
  return createTrashableRows<PaymentMethod>(context, 'payment_methods', {
    label: 'label',
    kind: 'kind',
    lastFour: 'last_four',
    expiresIn: 'expires_in',
  });
}
