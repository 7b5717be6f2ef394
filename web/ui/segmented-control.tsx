import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

/** One of a few, all in sight. Radio buttons underneath: arrow keys choose. */
export function SegmentedControl<Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChange: (value: Value) => void;
  className?: string;
}) {
  const name = useId();
  return (
    <fieldset className={cx('inline-flex rounded-full bg-sunken p-1', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            'flex min-h-9 flex-1 items-center justify-center gap-2 rounded-full px-4 text-sm',
            'font-semibold whitespace-nowrap text-ink-soft transition has-checked:bg-surface',
            'has-checked:text-ink has-checked:shadow-card hover:text-ink',
            'has-focus-visible:outline-2 has-focus-visible:outline-tide',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
