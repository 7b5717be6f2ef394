import type { App } from '#server/http/app-instance.ts';
import { registerRowRoutes } from '#server/rows/row-routes.ts';
import {
  createPaymentMethodSchema,
  patchPaymentMethodSchema,
  paymentMethodPageSchema,
  paymentMethodSchema,
} from '#shared/schemas/household-schemas.ts';
import type { PaymentMethodFields, PaymentMethodService } from './payment-method-service.ts';

export function registerPaymentMethodRoutes(
  app: App,
  { paymentMethods }: { paymentMethods: PaymentMethodService },
): void {
  registerRowRoutes<PaymentMethodFields>(app, {
    address: '/api/v1/payment-methods',
    one: 'payment method',
    many: 'payment methods',
    rows: paymentMethods,
    schemas: {
      create: createPaymentMethodSchema,
      patch: patchPaymentMethodSchema,
      row: paymentMethodSchema,
      page: paymentMethodPageSchema,
    },
  });
}
