import { Trans, useLingui } from '@lingui/react/macro';
import type { AlertRuleId } from '#shared/alerts/alert-rules.ts';
import { api } from '#web/lib/api.ts';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import { useFormSave } from '#web/ui/use-form-save.ts';
import { ALERTS } from './alerts-query.ts';

const HOUR = 3_600_000;

/** Tells nobody of a rule for a while; without one, of nothing at all. */
export function QuietDialog({
  rule,
  onClose,
}: {
  rule: { id: AlertRuleId; title: string } | null;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const save = useFormSave({
    isNew: true,
    shownIn: ALERTS,
    onClose,
    nameOf: () => (rule ? t`The silence` : t`The maintenance window`),
    async save(data) {
      const reason = String(data.get('reason'));
      const now = Date.now();
      const until = new Date(now + Number(data.get('hours')) * HOUR).toISOString();
      if (rule) await api('POST operator/silences', { body: { rule: rule.id, reason, until } });
      else {
        const from = new Date(now).toISOString();
        await api('POST operator/maintenance-windows', { body: { reason, from, until } });
      }
    },
  });
  return (
    <FormDialog
      title={rule ? t`Silence: ${rule.title}` : t`Maintenance from now on`}
      isNew
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
    >
      <Field
        name="reason"
        label={<Trans>Why</Trans>}
        hint={<Trans>For whoever looks at this later</Trans>}
      >
        <Input required maxLength={200} data-autofocus />
      </Field>
      <Field name="hours" label={<Trans>For how long</Trans>}>
        <Select defaultValue="1">
          <option value="0.5">{t`Half an hour`}</option>
          <option value="1">{t`An hour`}</option>
          <option value="4">{t`Four hours`}</option>
          <option value="24">{t`A day`}</option>
          <option value="168">{t`A week`}</option>
        </Select>
      </Field>
    </FormDialog>
  );
}
