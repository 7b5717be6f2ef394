import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { CONTROL_CLASS } from '#web/ui/control-class.ts';
import { cx } from '#web/ui/cx.ts';
import { Field, useFieldProps } from '#web/ui/field.tsx';

/** Tags as chips: Enter or a comma adds what was typed, Backspace takes the last one back. */
export function TagsField({
  tags,
  suggestions,
  error,
  onChange,
}: {
  tags: readonly string[];
  suggestions: readonly string[];
  error: string | undefined;
  onChange: (tags: string[]) => void;
}) {
  return (
    <Field
      label={<Trans>Tags</Trans>}
      hint={<Trans>Enter or a comma adds a tag.</Trans>}
      error={error}
    >
      <TagsInput tags={tags} suggestions={suggestions} onChange={onChange} />
    </Field>
  );
}

function TagsInput({
  tags,
  suggestions,
  onChange,
}: {
  tags: readonly string[];
  suggestions: readonly string[];
  onChange: (tags: string[]) => void;
}) {
  const { t } = useLingui();
  const fieldProps = useFieldProps();
  const listId = useId();
  const [text, setText] = useState('');

  function add(typed: string) {
    const added = typed.split(',').flatMap((part) => part.trim() || []);
    onChange([...new Set([...tags, ...added])]);
    setText('');
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && tags.length > 0) {
      onChange(tags.slice(0, -1));
    }
  }

  return (
    <div
      className={cx(
        CONTROL_CLASS,
        'flex h-auto min-h-11 flex-wrap items-center gap-1.5 px-2 py-1.5',
        'focus-within:border-tide focus-within:outline-2 focus-within:outline-tide',
      )}
    >
      {tags.map((tag) => (
        <span
          key={tag}
          className="inline-flex min-h-7 max-w-full items-center gap-0.5 rounded-full bg-tide-soft ps-3 text-sm font-semibold text-tide-ink"
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">{tag}</span>
          <button
            type="button"
            aria-label={t`Remove the tag ${tag}`}
            onClick={() => onChange(tags.filter((known) => known !== tag))}
            className="grid size-7 shrink-0 place-items-center rounded-full hover:bg-ink/10"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        {...fieldProps}
        list={listId}
        value={text}
        maxLength={50}
        autoComplete="off"
        onChange={({ target }) =>
          target.value.includes(',') ? add(target.value) : setText(target.value)
        }
        onBlur={() => text.trim() !== '' && add(text)}
        onKeyDown={onKeyDown}
        className="h-7 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
      />
      <datalist id={listId}>
        {suggestions
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
    </div>
  );
}
