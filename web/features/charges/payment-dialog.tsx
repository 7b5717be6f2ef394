import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import type { Payment } from '#shared/schemas/subscription-schemas.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import type { Ledger } from './use-ledger.ts';

export interface DatedCharge {
  dueOn: CalendarDate;
  chargedOn: CalendarDate;
  amount: Money;
  payment: Payment | null;
}

/** What a charge really cost, and when it was paid. */
export function PaymentDialog({
  charge: { dueOn, chargedOn, amount, payment },
  ledger,
  onClose,
}: {
  charge: DatedCharge;
  ledger: Ledger;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const formId = useId();
  const [paid, setPaid] = useState(amount);
  const [paidOn, setPaidOn] = useState<string>(payment?.paidOn ?? chargedOn);
  const faults = fieldErrors(ledger.error);
  const faultOf = (field: string) => faults[field] && faultSentence(faults[field]);

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Charge of ${format.date(dueOn)}`}
      description={<Trans>What was really paid; totals count that instead of the plan.</Trans>}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={ledger.isPending}>
            <Trans>Mark as paid</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const entry = {
            status: 'paid' as const,
            paidOn: paidOn === '' ? null : (paidOn as CalendarDate),
            amount: paid,
          };
          const text = t`${format.date(dueOn)} is marked as paid`;
          ledger.mutate({ dueOn, entry, before: payment, text }, { onSuccess: onClose });
        }}
        className="grid items-start gap-5 sm:grid-cols-2"
      >
        {ledger.error && Object.keys(faults).length === 0 && (
          <div className="sm:col-span-2">
            <FormError error={ledger.error} />
          </div>
        )}
        <Field label={<Trans>Paid</Trans>} error={faultOf('amount.amount') ?? faultOf('amount')}>
          <MoneyInput
            amount={paid.amount}
            currency={paid.currency}
            onAmountChange={(value) => setPaid({ ...paid, amount: value })}
            onCurrencyChange={(currency) => setPaid({ ...paid, currency })}
          />
        </Field>
        <Field label={<Trans>Paid on</Trans>} error={faultOf('paidOn')}>
          <DateInput value={paidOn} onChange={({ target }) => setPaidOn(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
