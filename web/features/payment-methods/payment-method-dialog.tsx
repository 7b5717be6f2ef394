import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { PaymentMethodView } from '#shared/schemas/household-schemas.ts';
import {
  PAYMENT_METHOD_KINDS,
  type PaymentMethodKind,
} from '#shared/subscriptions/payment-method.ts';
import { api } from '#web/lib/api.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import { useFormSave } from '#web/ui/use-form-save.ts';
import { expiryMonth } from './expiry.ts';
import { ExpiryField } from './expiry-field.tsx';
import { KINDS } from './kinds.ts';

/** A new way to pay, or changes to one. */
export function PaymentMethodDialog({
  method,
  onClose,
}: {
  /** Undefined: a new one. */
  method: PaymentMethodView | undefined;
  onClose: () => void;
}) {
  const { t, i18n } = useLingui();
  const [idempotencyKey] = useState(newRequestKey);
  const [kind, setKind] = useState<PaymentMethodKind>(method?.kind ?? 'card');
  const { hasNumber, expires } = KINDS[kind];

  const save = useFormSave({
    isNew: !method,
    shownIn: HOUSEHOLD_DATA,
    onClose,
    save(data) {
      const body = bodyOf(kind, data);
      if (!method) return api('POST payment-methods', { body, idempotencyKey });
      const { id, version } = method;
      return api('PATCH payment-methods/{id}', { params: { id }, version, body });
    },
    nameOf: ({ label }) => label,
  });

  return (
    <FormDialog
      title={method ? t`Edit ${method.label}` : t`New payment method`}
      isNew={!method}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
      className="grid items-start gap-5 sm:grid-cols-2"
    >
      <Field name="label" label={t`Name`} className="sm:col-span-2">
        <Input required maxLength={100} defaultValue={method?.label} data-autofocus />
      </Field>
      <Field name="kind" label={t`Kind`} className="sm:col-span-2">
        <Select value={kind} onChange={({ target }) => setKind(target.value as PaymentMethodKind)}>
          {PAYMENT_METHOD_KINDS.map((value) => (
            <option key={value} value={value}>
              {i18n._(KINDS[value].label)}
            </option>
          ))}
        </Select>
      </Field>
      {hasNumber && (
        <Field
          name="lastFour"
          label={t`Last four digits`}
          hint={<Trans>Never the whole number.</Trans>}
        >
          <Input
            inputMode="numeric"
            pattern="[0-9]{4}"
            maxLength={4}
            autoComplete="off"
            defaultValue={method?.lastFour ?? ''}
          />
        </Field>
      )}
      {expires && <ExpiryField initial={method?.expiresIn ?? null} />}
    </FormDialog>
  );
}

function bodyOf(kind: PaymentMethodKind, data: FormData) {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  return {
    label: text('label'),
    kind,
    lastFour: text('lastFour') || null,
    expiresIn: expiryMonth(text('expiryYear'), text('expiryMonth')),
  };
}
