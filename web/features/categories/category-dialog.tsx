import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { CategoryColor } from '#shared/subscriptions/category.ts';
import { api } from '#web/lib/api.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { useFormSave } from '#web/ui/use-form-save.ts';
import { ColorField } from './color-field.tsx';

/** A new category, or another name and colour for one. */
export function CategoryDialog({
  category,
  suggestedColor,
  onClose,
}: {
  /** Undefined: a new one. */
  category: CategoryView | undefined;
  suggestedColor: CategoryColor;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const [idempotencyKey] = useState(newRequestKey);

  const save = useFormSave({
    isNew: !category,
    shownIn: HOUSEHOLD_DATA,
    onClose,
    save(data) {
      const body = {
        name: String(data.get('name')).trim(),
        color: data.get('color') as CategoryColor,
      };
      if (!category) return api('POST categories', { body, idempotencyKey });
      const { id, version } = category;
      return api('PATCH categories/{id}', { params: { id }, version, body });
    },
    nameOf: ({ name }) => name,
  });

  return (
    <FormDialog
      title={category ? t`Edit ${category.name}` : t`New category`}
      isNew={!category}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
    >
      <Field name="name" label={t`Name`}>
        <Input required maxLength={100} defaultValue={category?.name} data-autofocus />
      </Field>
      <ColorField initial={category?.color ?? suggestedColor} />
    </FormDialog>
  );
}
