import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { CategoryColor } from '#shared/subscriptions/category.ts';
import { api } from '#web/lib/api.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { useToast } from '#web/ui/toast.tsx';
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
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newRequestKey);

  const save = useMutation({
    mutationFn: (data: FormData) => {
      const body = {
        name: String(data.get('name')).trim(),
        color: data.get('color') as CategoryColor,
      };
      if (!category) return api('POST categories', { body, idempotencyKey });
      const { id, version } = category;
      return api('PATCH categories/{id}', { params: { id }, version, body });
    },
    onSuccess: ({ name }) => {
      onClose();
      toast({ text: category ? t`${name} is saved` : t`${name} is added` });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA }),
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={category ? t`Edit ${category.name}` : t`New category`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={save.isPending}>
            {category ? <Trans>Save</Trans> : <Trans>Add</Trans>}
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
          <Input required maxLength={100} defaultValue={category?.name} data-autofocus />
        </Field>
        <ColorField initial={category?.color ?? suggestedColor} />
      </Form>
    </Dialog>
  );
}
