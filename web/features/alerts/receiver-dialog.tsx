import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type {
  AlertReceiverInput,
  AlertReceiversView,
} from '#shared/schemas/alert-receiver-schemas.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import { useFormSave } from '#web/ui/use-form-save.ts';
import { ALERTS } from './alerts-query.ts';
import { inputOf, putReceivers } from './put-receivers.ts';

const KINDS = ['mail', 'slack', 'webhook', 'pagerduty'] as const;
type Kind = (typeof KINDS)[number];

/** Somebody more who is told. */
export function ReceiverDialog({
  present,
  onClose,
}: {
  present: AlertReceiversView;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const [kind, setKind] = useState<Kind>('mail');
  const names: Record<Kind, string> = {
    mail: t`Mail`,
    slack: 'Slack',
    webhook: t`Webhook`,
    pagerduty: 'PagerDuty',
  };
  const save = useFormSave({
    isNew: true,
    shownIn: ALERTS,
    onClose,
    nameOf: ({ name }: AlertReceiverInput) => name,
    async save(data) {
      const text = (field: string) => String(data.get(field) ?? '').trim();
      const added: AlertReceiverInput = {
        id: newRequestKey(),
        name: text('name'),
        leastSeverity: text('leastSeverity') === 'page' ? 'page' : 'warning',
        isOn: true,
        settings: settingsOf(kind, text),
      };
      await putReceivers([...present.receivers.map(inputOf), added], present.version);
      return added;
    },
  });
  return (
    <FormDialog
      title={t`Who is to be told?`}
      isNew
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
    >
      <Field name="kind" label={<Trans>By what</Trans>}>
        <Select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Field name="name" label={<Trans>Name</Trans>}>
        <Input key={kind} required maxLength={100} defaultValue={names[kind]} />
      </Field>
      <KindFields kind={kind} />
      <Field name="leastSeverity" label={<Trans>Of what</Trans>}>
        <Select defaultValue="warning">
          <option value="warning">{t`Everything`}</option>
          <option value="page">{t`Only what cannot wait`}</option>
        </Select>
      </Field>
    </FormDialog>
  );
}

function KindFields({ kind }: { kind: Kind }) {
  switch (kind) {
    case 'mail':
      return (
        <Field name="to" label={<Trans>Address</Trans>}>
          <Input type="email" required maxLength={254} />
        </Field>
      );
    case 'slack':
      return (
        <Field
          name="webhookUrl"
          label={<Trans>Address of the webhook</Trans>}
          hint="https://hooks.slack.com/services/…"
        >
          <Input type="url" required autoComplete="off" />
        </Field>
      );
    case 'webhook':
      return (
        <>
          <Field name="url" label={<Trans>Address of the webhook</Trans>}>
            <Input type="url" required autoComplete="off" />
          </Field>
          <Field
            name="signingSecret"
            label={<Trans>Secret for signatures</Trans>}
            hint={<Trans>Optional. With it the other end can tell that it was Duetide.</Trans>}
          >
            <Input minLength={16} maxLength={200} autoComplete="off" />
          </Field>
        </>
      );
    case 'pagerduty':
      return (
        <>
          <Field
            name="routingKey"
            label={<Trans>Integration key</Trans>}
            hint={<Trans>Of an integration with the Events API v2</Trans>}
          >
            <Input required minLength={32} maxLength={32} autoComplete="off" />
          </Field>
          <Field name="region" label={<Trans>Region</Trans>}>
            <Select defaultValue="us">
              <option value="us">US</option>
              <option value="eu">EU</option>
            </Select>
          </Field>
        </>
      );
  }
}

function settingsOf(kind: Kind, text: (field: string) => string): AlertReceiverInput['settings'] {
  switch (kind) {
    case 'mail':
      return { kind, to: text('to') };
    case 'slack':
      return { kind, webhookUrl: text('webhookUrl') };
    case 'webhook': {
      const signingSecret = text('signingSecret');
      return { kind, url: text('url'), ...(signingSecret && { signingSecret }) };
    }
    case 'pagerduty':
      return { kind, routingKey: text('routingKey'), region: text('region') };
  }
}
