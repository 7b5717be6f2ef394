import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { amountFromText } from '#web/lib/amount-text.ts';
import { api } from '#web/lib/api.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { CurrencyPicker } from '#web/ui/currency-picker.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { Input } from '#web/ui/input.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { rateExample } from './rate-example.ts';

/** What one currency is worth in another from a day on, entered either way round. */
export function RateDialog({
  currency: initialCurrency,
  baseCurrency,
  since,
  onClose,
}: {
  currency: string;
  baseCurrency: string;
  since: CalendarDate;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [currency, setCurrency] = useState(initialCurrency);
  const [way, setWay] = useState<'to-base' | 'from-base'>('to-base');
  const [text, setText] = useState('');
  const [on, setOn] = useState<string>(since);
  const [from, to] = way === 'to-base' ? [currency, baseCurrency] : [baseCurrency, currency];
  const rate = amountFromText(text, format.locale);
  const example = rateExample(rate, from, to);

  const save = useMutation({
    mutationFn: () =>
      api('PUT rates/{from}/{to}', {
        params: { from, to },
        body: { rate, on: on as CalendarDate },
      }),
    onSuccess: () => {
      onClose();
      toast({ text: t`The rate from ${from} to ${to} is known now` });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA }),
  });
  const faults = fieldErrors(save.error);
  const faultOf = (field: string) => faults[field] && faultSentence(faults[field]);

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Exchange rate`}
      description={<Trans>It holds from its day on, until a newer one.</Trans>}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
        className="grid items-start gap-5 sm:grid-cols-2"
      >
        {save.error && Object.keys(faults).length === 0 && (
          <div className="sm:col-span-2">
            <FormError error={save.error} />
          </div>
        )}
        <Field
          label={<Trans>Currency</Trans>}
          error={faultOf('params.from') ?? faultOf('params.to')}
          className="sm:col-span-2"
        >
          <CurrencyPicker value={currency} onChange={setCurrency} />
        </Field>
        <SegmentedControl
          label={t`Way round`}
          value={way}
          onChange={setWay}
          className="justify-self-start sm:col-span-2"
          options={[
            { value: 'to-base', label: `${currency} → ${baseCurrency}` },
            { value: 'from-base', label: `${baseCurrency} → ${currency}` },
          ]}
        />
        <Field
          label={
            <Trans>
              1 {from} in {to}
            </Trans>
          }
          error={faultOf('rate')}
          hint={
            example && (
              <Trans>
                {format.money(example.given)} are {format.money(example.result)}
              </Trans>
            )
          }
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            data-autofocus
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="tabular"
          />
        </Field>
        <Field label={<Trans>From day</Trans>} error={faultOf('on')}>
          <DateInput value={on} onChange={({ target }) => setOn(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
