import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Unit } from '#shared/subscriptions/subscription.ts';
import { LengthField } from './length-field.tsx';
import { RHYTHMS, type Rhythm } from './rhythms.ts';

const LABELS: Record<Rhythm, MessageDescriptor> = {
  week: msg`Weekly`,
  month: msg`Monthly`,
  quarter: msg`Quarterly`,
  'half-year': msg`Half-yearly`,
  year: msg`Yearly`,
  once: msg`Once`,
  custom: msg`Other`,
};

/** How often it falls due: the usual ones at a tap, any other by number. */
export function RhythmField({
  rhythm,
  cycle,
  error,
  onRhythm,
  onCycle,
}: {
  rhythm: Rhythm;
  cycle: { every: string; unit: Unit };
  error: string | undefined;
  onRhythm: (rhythm: Rhythm) => void;
  onCycle: (cycle: { every: string; unit: Unit }) => void;
}) {
  const { i18n } = useLingui();
  const name = useId();
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-1.5 text-sm font-semibold">
          <Trans>How often</Trans>
        </legend>
        {RHYTHMS.map((option) => (
          <label
            key={option}
            className="relative flex min-h-10 items-center rounded-full border border-line-strong px-4 text-sm font-semibold text-ink-soft transition hover:border-ink-soft hover:text-ink has-checked:border-tide has-checked:bg-tide has-checked:text-on-tide has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-tide"
          >
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === rhythm}
              onChange={() => onRhythm(option)}
              className="sr-only"
            />
            {i18n._(LABELS[option])}
          </label>
        ))}
      </fieldset>
      {rhythm === 'custom' && (
        <div className="max-w-56">
          <LengthField
            label={<Trans>Every</Trans>}
            error={error}
            value={cycle}
            onChange={onCycle}
          />
        </div>
      )}
    </div>
  );
}
