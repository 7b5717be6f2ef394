import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

/** A button of one icon; `label` is its name for everybody. */
export function IconButton({
  icon: Icon,
  label,
  className,
  ...rest
}: { icon: LucideIcon; label: string } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(
        'inline-grid size-10 shrink-0 place-items-center rounded-full text-ink-soft transition',
        'hover:bg-ink/8 hover:text-ink disabled:opacity-40',
        className,
      )}
    >
      <Icon aria-hidden className="size-5" />
    </button>
  );
}
