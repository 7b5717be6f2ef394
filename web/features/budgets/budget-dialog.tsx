import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { BudgetPeriod } from '#shared/budgets/budget.ts';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { api } from '#web/lib/api.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { Select } from '#web/ui/select.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { AverageCost } from './average-cost.tsx';

/** A new budget, or changes to one. */
export function BudgetDialog({
  budget,
  categories,
  onClose,
}: {
  /** Undefined: a new one. */
  budget: BudgetView | undefined;
  categories: readonly CategoryView[];
  onClose: () => void;
}) {
  const { t } = useLingui();
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { baseCurrency } = useSession().household;
  const [idempotencyKey] = useState(newRequestKey);
  const [limit, setLimit] = useState(budget?.limit ?? { amount: '', currency: baseCurrency });
  const [period, setPeriod] = useState<BudgetPeriod>(budget?.period ?? 'month');
  const [categoryId, setCategoryId] = useState(budget?.categoryId ?? null);

  const save = useMutation({
    mutationFn: (data: FormData) => {
      const body = { name: String(data.get('name')).trim(), limit, period };
      if (!budget) return api('POST budgets', { body: { ...body, categoryId }, idempotencyKey });
      const { id, version } = budget;
      // One that is gone may stay, but cannot be chosen anew.
      const scope = categoryId === budget.categoryId ? {} : { categoryId };
      return api('PATCH budgets/{id}', { params: { id }, version, body: { ...body, ...scope } });
    },
    onSuccess: ({ name }) => {
      onClose();
      toast({ text: budget ? t`${name} is saved` : t`${name} is added` });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA }),
  });
  const faults = fieldErrors(save.error);
  const limitFault = faults['limit.amount'] ?? faults['limit.currency'];

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={budget ? t`Edit ${budget.name}` : t`New budget`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={save.isPending}>
            {budget ? <Trans>Save</Trans> : <Trans>Add</Trans>}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        onSubmit={(data) => save.mutate(data)}
        error={save.error}
        className="grid gap-5"
      >
        <Field name="name" label={t`Name`}>
          <Input
            required
            maxLength={100}
            defaultValue={budget?.name}
            placeholder={t`Streaming, household, everything`}
            data-autofocus
          />
        </Field>
        <Field name="categoryId" label={t`What counts`}>
          <Select
            value={categoryId ?? ''}
            onChange={({ target }) => setCategoryId(target.value || null)}
          >
            <option value="">{t`Everything`}</option>
            {budget?.isCategoryGone && budget.categoryId !== null && (
              <option value={budget.categoryId}>{t`Deleted category`}</option>
            )}
            {categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <div className="grid gap-1.5">
          <span aria-hidden className="text-sm font-semibold">
            <Trans>Every</Trans>
          </span>
          <SegmentedControl
            label={t`Every`}
            value={period}
            options={[
              { value: 'month', label: t`Month` },
              { value: 'year', label: t`Year` },
            ]}
            onChange={setPeriod}
            className="w-full"
          />
        </div>
        <Field
          name="limit"
          label={t`At most`}
          error={limitFault && faultSentence(limitFault)}
          hint={<AverageCost categoryId={categoryId} period={period} />}
        >
          <MoneyInput
            amount={limit.amount}
            currency={limit.currency}
            onAmountChange={(amount) => setLimit({ ...limit, amount })}
            {...(limit.currency !== baseCurrency && {
              onCurrencyChange: (currency: string) => setLimit({ ...limit, currency }),
            })}
            isRequired
          />
        </Field>
      </Form>
    </Dialog>
  );
}
