import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { PatchSubscription, SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { api } from '#web/lib/api.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { HOUSEHOLD_DATA, subscriptionQuery } from '#web/lib/queries.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { useToast } from '#web/ui/toast.tsx';

/** A new price from a day on, past or announced; one that begins that very day is replaced. */
export function PriceDialog({ view, onClose }: { view: SubscriptionView; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const format = useFormatter();
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const today = useToday();
  const [from, setFrom] = useState<string>(view.nextDueOn ?? today);
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState(view.prices.at(-1)?.currency ?? 'EUR');
  const params = { id: view.id };

  function show(after: SubscriptionView) {
    queryClient.setQueryData(subscriptionQuery(after.id).queryKey, after);
    void queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
  }

  const undo = useMutation({
    mutationFn: () => {
      const body: PatchSubscription = { prices: view.prices };
      return api('PATCH subscriptions/{id}', { params, body });
    },
    onSuccess: show,
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
  });
  const add = useMutation({
    mutationFn: () =>
      api('POST subscriptions/{id}/price', {
        params,
        body: { from: from as CalendarDate, amount, currency },
      }),
    onSuccess: (after) => {
      show(after);
      onClose();
      toast({
        text: t`New price from ${format.date(from as CalendarDate)}`,
        action: { label: t`Undo`, onPress: () => undo.mutate() },
      });
    },
  });
  const faults = fieldErrors(add.error);
  const faultOf = (field: string) => faults[field] && faultSentence(faults[field]);

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Price change`}
      description={<Trans>A past one corrects what was, a future one is announced.</Trans>}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={add.isPending}>
            <Trans>Add price</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
        className="grid items-start gap-5 sm:grid-cols-2"
      >
        {add.error && Object.keys(faults).length === 0 && (
          <div className="sm:col-span-2">
            <FormError error={add.error} />
          </div>
        )}
        <Field label={<Trans>New price</Trans>} error={faultOf('amount') ?? faultOf('currency')}>
          <MoneyInput
            amount={amount}
            currency={currency}
            onAmountChange={setAmount}
            onCurrencyChange={setCurrency}
            isRequired
          />
        </Field>
        <Field label={<Trans>From</Trans>} error={faultOf('from')}>
          <DateInput value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
