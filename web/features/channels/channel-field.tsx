import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Field } from '#web/ui/field.tsx';
import { Input } from '#web/ui/input.tsx';
import { PasswordInput } from '#web/ui/password-input.tsx';
import { Select } from '#web/ui/select.tsx';
import { Textarea } from '#web/ui/textarea.tsx';
import { FIELD_HINTS, FIELD_LABELS } from './field-words.ts';
import type { ChannelField } from './fields.ts';
import { controlName, forgetName } from './settings-body.ts';

/** One setting of a channel. Of a secret that is stored nothing is shown: it can be replaced. */
export function ChannelFieldInput({
  field,
  value,
  isStored,
}: {
  field: ChannelField;
  /** Empty for a secret. */
  value: string;
  /** A secret that is set. */
  isStored: boolean;
}) {
  const { i18n } = useLingui();
  const { name, label, hint, isRequired = false } = field;
  return (
    <div className="grid gap-2">
      <Field
        name={controlName(name)}
        label={i18n._(FIELD_LABELS[label])}
        hint={
          isStored ? (
            <Trans>Stored. Empty: it stays as it is.</Trans>
          ) : (
            hint && i18n._(FIELD_HINTS[hint])
          )
        }
      >
        <Control field={field} value={value} isRequired={isRequired && !isStored} />
      </Field>
      {isStored && !isRequired && (
        <Checkbox
          name={forgetName(name)}
          label={<Trans>Forget the stored one</Trans>}
          className="text-sm"
        />
      )}
    </div>
  );
}

function Control({
  field: { type, isSecret, placeholder },
  value,
  isRequired,
}: {
  field: ChannelField;
  value: string;
  isRequired: boolean;
}) {
  const common = { defaultValue: value, required: isRequired, placeholder, autoComplete: 'off' };
  if (typeof type === 'object') {
    return (
      <Select defaultValue={value}>
        {type.options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </Select>
    );
  }
  if (type === 'lines' || type === 'headers') {
    return <Textarea {...common} spellCheck={false} className="font-mono text-sm" />;
  }
  if (isSecret) return <PasswordInput {...common} autoComplete="new-password" />;
  if (type === 'number') return <Input {...common} inputMode="numeric" />;
  return <Input {...common} inputMode={type === 'address' ? 'url' : 'text'} spellCheck={false} />;
}
