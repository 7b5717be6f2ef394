import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { BudgetPeriod } from '#shared/budgets/budget.ts';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { api } from '#web/lib/api.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { Select } from '#web/ui/select.tsx';
import { useFormSave } from '#web/ui/use-form-save.ts';
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
  const { baseCurrency } = useSession().household;
  const [idempotencyKey] = useState(newRequestKey);
  const [limit, setLimit] = useState(budget?.limit ?? { amount: '', currency: baseCurrency });
  const [period, setPeriod] = useState<BudgetPeriod>(budget?.period ?? 'month');
  const [categoryId, setCategoryId] = useState(budget?.categoryId ?? null);

  const save = useFormSave({
    isNew: !budget,
    shownIn: HOUSEHOLD_DATA,
    onClose,
    save(data) {
      const body = { name: String(data.get('name')).trim(), limit, period };
      if (!budget) return api('POST budgets', { body: { ...body, categoryId }, idempotencyKey });
      const { id, version } = budget;
      // One that is gone may stay, but cannot be chosen anew.
      const scope = categoryId === budget.categoryId ? {} : { categoryId };
      return api('PATCH budgets/{id}', { params: { id }, version, body: { ...body, ...scope } });
    },
    nameOf: ({ name }) => name,
  });
  const faults = fieldErrors(save.error);
  const limitFault = faults['limit.amount'] ?? faults['limit.currency'];

  return (
    <FormDialog
      title={budget ? t`Edit ${budget.name}` : t`New budget`}
      isNew={!budget}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
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
    </FormDialog>
  );
}
