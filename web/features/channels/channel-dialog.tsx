import { Trans, useLingui } from '@lingui/react/macro';
import { ExternalLink } from 'lucide-react';
import { useRef, useState } from 'react';
import type {
  ChannelView,
  NewChannelInput,
  NoticeKind,
} from '#shared/schemas/channel-resource-schemas.ts';
import { api } from '#web/lib/api.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { useFormSave } from '#web/ui/use-form-save.ts';
import { ChannelFieldInput } from './channel-field.tsx';
import { CHANNELS } from './channels-query.ts';
import { FIELDS } from './fields.ts';
import { KINDS } from './kinds.ts';
import { ServerWords } from './server-words.tsx';
import { changedSettings, newSettings } from './settings-body.ts';
import { useKindName } from './use-kind-name.ts';

/** Those that a form can make; browsers subscribe themselves. */
const OFFERED = (Object.keys(KINDS) as NoticeKind[]).filter((kind) => kind !== 'web-push');

/** A new channel, or changes to one. */
export function ChannelDialog({
  channel,
  onClose,
}: {
  /** Undefined: a new one. */
  channel: ChannelView | undefined;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const kindName = useKindName();
  /** The server compares no secrets: one that was changed has to be another request. */
  const sent = useRef({ body: '', key: '' });
  const [kind, setKind] = useState<NoticeKind>(channel?.kind ?? 'mail');

  const save = useFormSave({
    isNew: !channel,
    shownIn: CHANNELS,
    onClose,
    save(data) {
      const name = String(data.get('name') ?? '').trim() || kindName(kind);
      if (!channel) {
        // Whether they are right is for the server to say.
        const body = { name, settings: newSettings(kind, data) } as NewChannelInput;
        const text = JSON.stringify(body);
        if (sent.current.body !== text) sent.current = { body: text, key: newRequestKey() };
        return api('POST channels', { body, idempotencyKey: sent.current.key });
      }
      const { id, version } = channel;
      const settings = changedSettings(kind, data);
      const hasSettings = Object.keys(settings).length > 0;
      const body = { name, ...(hasSettings && { settings }) };
      return api('PATCH channels/{id}', { params: { id }, version, body });
    },
    nameOf: ({ name }) => name,
  });

  return (
    <FormDialog
      title={channel ? t`Edit ${channel.name}` : t`New channel`}
      isNew={!channel}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
      className="grid grid-cols-[minmax(0,1fr)] gap-5"
    >
      <ServerWords error={save.error} />
      {!channel && (
        <Field name="kind" label={t`Kind`}>
          <Select
            value={kind}
            data-autofocus
            onChange={({ target }) => {
              save.reset();
              setKind(target.value as NoticeKind);
            }}
          >
            {OFFERED.map((value) => (
              <option key={value} value={value}>
                {kindName(value)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <KindHelp kind={kind} />
      <Field name="name" label={t`Name`} hint={t`What you call it, such as “My phone”.`}>
        <Input
          maxLength={100}
          defaultValue={channel?.name}
          placeholder={kindName(kind)}
          data-autofocus={channel ? true : undefined}
        />
      </Field>
      {FIELDS[kind].map((field) => (
        <ChannelFieldInput
          key={`${kind} ${field.name}`}
          field={field}
          value={channel ? String(channel.settings[field.name] ?? '') : (field.initial ?? '')}
          isStored={channel?.secrets.includes(field.name) ?? false}
        />
      ))}
    </FormDialog>
  );
}

function KindHelp({ kind }: { kind: NoticeKind }) {
  const { i18n } = useLingui();
  const { help, link } = KINDS[kind];
  return (
    <p className="text-sm text-ink-soft">
      {i18n._(help)}{' '}
      {link && (
        <a href={link} target="_blank" rel="noreferrer" className={TEXT_LINK}>
          <Trans>Instructions</Trans>
          <ExternalLink aria-hidden className="ms-1 inline size-3.5" />
        </a>
      )}
    </p>
  );
}
