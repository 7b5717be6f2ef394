import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { minorDigits } from '#shared/money/currencies.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field } from '#web/ui/field.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { Select } from '#web/ui/select.tsx';
import { CYCLE_CHOICES, keyOfCycle } from './cycle-choice.ts';
import { type Draft, faultsOfDraft } from './draft.ts';

/** Price, rhythm and next date of one chosen thing. */
export function PriceRow({
  draft,
  isChecked,
  error,
  onChange,
  onRemove,
}: {
  draft: Draft;
  /** Faults are shown from the first try on. */
  isChecked: boolean;
  /** Why the server did not take it. */
  error: unknown;
  onChange: (draft: Draft) => void;
  onRemove: () => void;
}) {
  const { t, i18n } = useLingui();
  const faults = isChecked ? faultsOfDraft(draft) : [];
  return (
    <li className="relative rounded-xl border border-line bg-surface p-4 shadow-card sm:p-5">
      <fieldset className="grid gap-4 md:grid-cols-[minmax(0,1fr)_13rem_10.5rem_10.5rem_1.5rem] md:items-start">
        <legend className="sr-only">{draft.name}</legend>
        <div className="flex items-center gap-3 pe-10 md:min-h-17 md:pe-0">
          <BrandTile slug={draft.service?.slug ?? null} name={draft.name} />
          <span className="min-w-0 truncate font-semibold">{draft.name}</span>
        </div>
        <Field
          label={t`Price`}
          error={faults.includes('amount') ? amountFault(draft.currency) : null}
        >
          <MoneyInput
            amount={draft.amount}
            currency={draft.currency}
            onAmountChange={(amount) => onChange({ ...draft, amount })}
            onCurrencyChange={(currency) => onChange({ ...draft, currency })}
          />
        </Field>
        <Field label={t`How often`}>
          <Select
            value={keyOfCycle(draft.cycle)}
            onChange={(event) => {
              const choice = CYCLE_CHOICES.find(({ key }) => key === event.target.value);
              if (choice) onChange({ ...draft, cycle: choice.cycle });
            }}
          >
            {CYCLE_CHOICES.map(({ key, label }) => (
              <option key={key} value={key}>
                {i18n._(label)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t`Next charge`} error={faults.includes('nextOn') ? t`Pick a date.` : null}>
          <DateInput
            value={draft.nextOn}
            onChange={(event) =>
              onChange({ ...draft, nextOn: event.target.value as CalendarDate | '' })
            }
          />
        </Field>
      </fieldset>
      {error != null && (
        <p role="alert" className="mt-3 text-sm font-medium text-danger-ink">
          {i18n._(problemMessage(error))}
        </p>
      )}
      <IconButton
        icon={X}
        label={t`Leave out ${draft.name}`}
        onClick={onRemove}
        className="absolute end-2 top-3 md:top-10.5"
      />
    </li>
  );

  function amountFault(currency: string): string {
    return minorDigits(currency) === 0 ? t`A number such as 1500.` : t`A number such as 9.99.`;
  }
}
