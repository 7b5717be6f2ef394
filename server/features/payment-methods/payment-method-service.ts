import type { Clock } from '#server/clock.ts';
import { createRowService, type RowService } from '#server/rows/row-service.ts';
import type { PaymentMethodKind } from '#shared/subscriptions/payment-method.ts';
import type { PaymentMethodRepository } from './payment-method-repository.ts';

export interface PaymentMethodFields {
  label: string;
  kind: PaymentMethodKind;
  lastFour: string | null;
  expiresIn: string | null;
}

export type PaymentMethodService = RowService<PaymentMethodFields>;

export function createPaymentMethodService(deps: {
  paymentMethods: PaymentMethodRepository;
  clock: Clock;
}): PaymentMethodService {
  return createRowService<PaymentMethodFields>({
    rows: deps.paymentMethods,
    clock: deps.clock,
    fieldsOf: ({ label, kind, lastFour, expiresIn }) => ({ label, kind, lastFour, expiresIn }),
    labelOf: ({ label }) => label,
  });
}
