import type { ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { Field } from '#web/ui/field.tsx';
import { Select } from '#web/ui/select.tsx';
import type { SubscriptionDraft } from './subscription-draft.ts';

/**
 * One of the household's categories or payment methods. The form holds the value, not the element:
 * the options may arrive after the form, and an element would have fallen back to the first by then.
 */
export function ReferenceField({
  name,
  label,
  none,
  options,
}: {
  name: 'categoryId' | 'paymentMethodId';
  label: ReactNode;
  /** What an empty choice is called. */
  none: string;
  /** Ids and what to call them. */
  options: readonly (readonly [id: string, text: string])[];
}) {
  const { control } = useFormContext<SubscriptionDraft>();
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} error={fieldState.error?.message}>
      <Select {...field}>
        <option value="">{none}</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
