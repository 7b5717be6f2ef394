import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

const VARIANTS = {
  primary: 'bg-tide text-on-tide hover:bg-tide-strong',
  secondary: 'bg-surface text-ink inset-ring inset-ring-line-strong hover:bg-sunken',
  ghost: 'text-ink-soft hover:bg-ink/8 hover:text-ink',
  danger: 'bg-danger text-on-danger hover:brightness-110',
  'danger-ghost': 'text-danger-ink hover:bg-danger-soft',
} as const;

const SIZES = {
  sm: 'h-9 gap-1.5 px-3.5 text-sm',
  md: 'h-11 gap-2 px-5 text-base',
  lg: 'h-13 gap-2.5 px-7 text-lg',
} as const;

export interface ButtonLook {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

/** The look of a button, for links that should have it. */
export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonLook = {}): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold',
    'whitespace-nowrap transition duration-150 active:scale-[0.98] disabled:opacity-50',
    VARIANTS[variant],
    SIZES[size],
  );
}

/** While `isBusy`, it stays focusable, ignores presses and tells screen readers. */
export function Button({
  variant,
  size,
  icon: Icon,
  isBusy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonLook & { icon?: LucideIcon; isBusy?: boolean } & ComponentProps<'button'>) {
  return (
    <button
      {...rest}
      type={isBusy ? 'button' : type}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      className={cx(buttonClass({ variant, size }), className)}
      onClick={isBusy ? undefined : onClick}
    >
      {isBusy ? <Spinner /> : Icon && <Icon aria-hidden className="size-[1.15em]" />}
      {children}
    </button>
  );
}
