import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, Trash2 } from 'lucide-react';
import { useController, useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Button } from '#web/ui/button.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field } from '#web/ui/field.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import type { SubscriptionDraft } from './subscription-draft.ts';

/** One price: the amount in the person's way of writing, and its currency. */
export function PriceField({ at }: { at: number }) {
  const { control } = useFormContext<SubscriptionDraft>();
  const prices = useWatch({ control, name: 'prices' });
  const isFirstOfSeveral = at === 0 && prices.length > 1;
  const amount = useController({ control, name: `prices.${at}.amount` });
  const currency = useController({ control, name: `prices.${at}.currency` });
  return (
    <Field
      label={isFirstOfSeveral ? <Trans>Price at first</Trans> : <Trans>Price</Trans>}
      error={amount.fieldState.error?.message ?? currency.fieldState.error?.message}
    >
      <MoneyInput
        isRequired
        amount={amount.field.value}
        currency={currency.field.value}
        onAmountChange={amount.field.onChange}
        onCurrencyChange={currency.field.onChange}
        onBlur={amount.field.onBlur}
      />
    </Field>
  );
}

/** Prices that hold from a later day on: the end of a promotion, an announced increase. */
export function LaterPrices() {
  const { t } = useLingui();
  const { control, getValues } = useFormContext<SubscriptionDraft>();
  const { fields, append, remove } = useFieldArray({ control, name: 'prices' });
  return (
    <div className="grid gap-3">
      {fields.map(
        ({ id }, at) =>
          at > 0 && (
            <div
              key={id}
              className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 border-s-2 border-line ps-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
            >
              <FromField at={at} />
              <PriceField at={at} />
              <IconButton
                icon={Trash2}
                label={t`Remove this price`}
                className="sm:mt-7"
                onClick={() => remove(at)}
              />
            </div>
          ),
      )}
      <Button
        size="sm"
        icon={Plus}
        className="justify-self-start"
        onClick={() => {
          const currency = getValues('prices').at(-1)?.currency ?? 'EUR';
          append({ from: '', amount: '', currency }, { shouldFocus: false });
        }}
      >
        <Trans>Another price from a later day</Trans>
      </Button>
    </div>
  );
}

function FromField({ at }: { at: number }) {
  const { register, getFieldState, formState } = useFormContext<SubscriptionDraft>();
  const name = `prices.${at}.from` as const;
  return (
    <Field label={<Trans>From</Trans>} error={getFieldState(name, formState).error?.message}>
      <DateInput {...register(name)} />
    </Field>
  );
}
