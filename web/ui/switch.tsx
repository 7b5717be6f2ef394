import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

/** On or off, at once. */
export function Switch({
  label,
  hint,
  className,
  checked,
  ...rest
}: { label: ReactNode; hint?: ReactNode; checked: boolean } & ComponentProps<'input'>) {
  return (
    <label className={cx('flex items-start justify-between gap-4', className)}>
      <span>
        <span className="font-semibold">{label}</span>
        {hint && <span className="block text-sm text-ink-faint">{hint}</span>}
      </span>
      <input
        {...rest}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        className={cx(
          'relative h-7 w-12 shrink-0 appearance-none rounded-full bg-line-strong transition-colors',
          'before:absolute before:start-1 before:top-1 before:size-5 before:rounded-full',
          'before:bg-white before:transition-[inset-inline-start] before:duration-200',
          'checked:bg-tide checked:before:start-6 forced-colors:appearance-auto',
        )}
      />
    </label>
  );
}
