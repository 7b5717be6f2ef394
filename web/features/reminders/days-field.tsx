import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { MOST_COUNTS, type ReminderKind } from '#shared/reminders/reminder-rules.ts';
import { useFormFaults } from '#web/ui/form-faults.ts';
import { KIND_WORDS } from './kind-words.ts';
import { OtherDays } from './other-days.tsx';

const BEFORE = [0, 1, 3, 7, 14, 30];
const AFTER = [1, 3, 7, 14];

/** The days of one rule: the usual ones at hand, any other by its number. */
export function DaysField({
  kind,
  days,
  onChange,
}: {
  kind: ReminderKind;
  days: readonly number[];
  onChange: (days: number[]) => void;
}) {
  const { t, i18n } = useLingui();
  const noteId = useId();
  const [isOtherOpen, setOtherOpen] = useState(false);
  const refused = useFaultOf(kind);
  const { title, isAfter } = KIND_WORDS[kind];
  const offered = [...new Set([...(isAfter ? AFTER : BEFORE), ...days])].sort((a, b) => a - b);
  const isFull = days.length >= MOST_COUNTS;
  const fault = refused ?? (days.length === 0 ? t`Choose at least one day, or turn it off.` : null);
  const add = (count: number) => onChange([...new Set([...days, count])]);

  return (
    <fieldset className="min-w-0" aria-describedby={fault || isFull ? noteId : undefined}>
      <legend className="sr-only">{t`${i18n._(title)}: days`}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {offered.map((count) => (
          <label
            key={count}
            className="tabular relative flex min-h-9 items-center rounded-full border border-line-strong/60 px-3.5 text-sm font-semibold whitespace-nowrap text-ink-soft transition hover:border-ink-soft hover:text-ink has-checked:border-tide has-checked:bg-tide-soft has-checked:text-tide-ink has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-tide"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={days.includes(count)}
              disabled={isFull && !days.includes(count)}
              aria-invalid={fault ? true : undefined}
              onChange={({ target }) =>
                target.checked ? add(count) : onChange(days.filter((day) => day !== count))
              }
            />
            {count === 0 ? (
              <Trans>Same day</Trans>
            ) : (
              t`${plural(count, { one: '# day', other: '# days' })}`
            )}
          </label>
        ))}
        {isOtherOpen ? (
          <OtherDays
            onAdd={(count) => {
              setOtherOpen(false);
              add(count);
            }}
            onClose={() => setOtherOpen(false)}
          />
        ) : (
          !isFull && (
            <button
              type="button"
              className="flex min-h-9 items-center gap-1.5 rounded-full border border-dashed border-line-strong px-3.5 text-sm font-semibold text-ink-soft transition hover:border-ink-soft hover:text-ink"
              onClick={() => setOtherOpen(true)}
            >
              <Plus aria-hidden className="size-4" />
              <Trans>
                Other <span className="sr-only">number of days: {i18n._(title)}</span>
              </Trans>
            </button>
          )
        )}
      </div>
      {(fault || isFull) && (
        <p id={noteId} className="mt-2 flex gap-1.5 text-sm text-ink-faint">
          {fault ? (
            <span className="flex gap-1.5 font-medium text-danger-ink">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {fault}
            </span>
          ) : (
            <Trans>That is as many as there can be. Take one away to add another.</Trans>
          )}
        </p>
      )}
    </fieldset>
  );
}

/** What the server says of this rule, of any of its days. */
function useFaultOf(kind: ReminderKind): string | undefined {
  const faults = useFormFaults();
  const name = `rules.${kind}.`;
  return Object.entries(faults).find(([field]) => `${field}.`.startsWith(name))?.[1];
}
