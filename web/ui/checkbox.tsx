import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & ComponentProps<'input'>) {
  return (
    <label className={cx('flex min-h-6 items-start gap-3', className)}>
      <input {...rest} type="checkbox" className="mt-0.5 size-5 shrink-0 rounded-xs" />
      <span>
        {label}
        {hint && <span className="block text-sm text-ink-faint">{hint}</span>}
      </span>
    </label>
  );
}
