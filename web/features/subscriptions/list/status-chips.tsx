import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { STATUSES, type Status } from '#shared/subscriptions/subscription.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { STATUS_LABELS } from '../status-badge.tsx';

/** One status or all, with how many there are of each; those that nothing has are left out. */
export function StatusChips({
  value,
  counts,
  onChange,
}: {
  value: Status | undefined;
  counts: ReadonlyMap<Status, readonly unknown[]>;
  onChange: (status: Status | undefined) => void;
}) {
  const { t, i18n } = useLingui();
  const name = useId();
  const offered = STATUSES.filter((status) => counts.has(status) || status === value);
  const total = [...counts.values()].reduce((sum, { length }) => sum + length, 0);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t`Status`}</legend>
      <div className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0">
        <Chip name={name} isChecked={value === undefined} onCheck={() => onChange(undefined)}>
          <Trans>All</Trans>
          <Count value={total} />
        </Chip>
        {offered.map((status) => (
          <Chip
            key={status}
            name={name}
            isChecked={value === status}
            onCheck={() => onChange(status)}
          >
            {i18n._(STATUS_LABELS[status])}
            <Count value={counts.get(status)?.length ?? 0} />
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

function Chip({
  name,
  isChecked,
  onCheck,
  children,
}: {
  name: string;
  isChecked: boolean;
  onCheck: () => void;
  children: ReactNode;
}) {
  return (
    <label className="relative flex min-h-9 shrink-0 items-center gap-2 rounded-full border border-line-strong/60 px-3.5 text-sm font-semibold whitespace-nowrap text-ink-soft transition hover:border-ink-soft hover:text-ink has-checked:border-tide has-checked:bg-tide-soft has-checked:text-tide-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-tide">
      <input type="radio" name={name} checked={isChecked} onChange={onCheck} className="sr-only" />
      {children}
    </label>
  );
}

function Count({ value }: { value: number }) {
  const format = useFormatter();
  return <span className="tabular font-medium opacity-80">{format.number(value)}</span>;
}
