import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { UNITS, type Unit } from '#shared/subscriptions/subscription.ts';
import { CONTROL_CLASS } from '#web/ui/control-class.ts';
import { cx } from '#web/ui/cx.ts';
import { Field, useFieldProps } from '#web/ui/field.tsx';

const UNIT_LABELS: Record<Unit, MessageDescriptor> = {
  day: msg`days`,
  week: msg`weeks`,
  month: msg`months`,
  year: msg`years`,
};

interface Length {
  every: string;
  unit: Unit;
}

/** A length of calendar time: a whole number of days, weeks, months or years. */
export function LengthField({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error: string | undefined;
  value: Length;
  onChange: (value: Length) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      <LengthInput value={value} onChange={onChange} />
    </Field>
  );
}

function LengthInput({ value, onChange }: { value: Length; onChange: (value: Length) => void }) {
  const { t, i18n } = useLingui();
  return (
    <div className="flex">
      <input
        {...useFieldProps()}
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        value={value.every}
        onChange={({ target }) => onChange({ ...value, every: target.value })}
        className={cx(
          CONTROL_CLASS,
          'tabular rounded-e-none border-e-0 text-end focus-visible:z-1',
        )}
      />
      <select
        aria-label={t`Unit`}
        value={value.unit}
        onChange={({ target }) => onChange({ ...value, unit: target.value as Unit })}
        className={cx(
          CONTROL_CLASS,
          'w-auto! shrink-0 rounded-s-none bg-sunken! ps-2.5 pe-2 font-semibold',
        )}
      >
        {UNITS.map((unit) => (
          <option key={unit} value={unit}>
            {i18n._(UNIT_LABELS[unit])}
          </option>
        ))}
      </select>
    </div>
  );
}
