import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const TONES = {
  info: { icon: Info, look: 'bg-tide-soft', ink: 'text-tide-ink' },
  success: { icon: CircleCheck, look: 'bg-kelp-soft', ink: 'text-kelp-ink' },
  warning: { icon: TriangleAlert, look: 'bg-amber-soft', ink: 'text-amber-ink' },
  danger: { icon: CircleAlert, look: 'bg-danger-soft', ink: 'text-danger-ink' },
} as const satisfies Record<string, { icon: LucideIcon; look: string; ink: string }>;

/** Something to know in passing. With `isUrgent`, screen readers are interrupted by it. */
export function Notice({
  tone = 'info',
  title,
  children,
  action,
  isUrgent = false,
  className,
}: {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  isUrgent?: boolean;
  className?: string;
}) {
  const { icon: Icon, look, ink } = TONES[tone];
  return (
    <div
      role={isUrgent ? 'alert' : undefined}
      className={cx('flex gap-3 rounded-lg p-4 text-sm', look, className)}
    >
      <Icon aria-hidden className={cx('size-5 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold text-ink">{title}</p>}
        {children && <div className="text-ink-soft">{children}</div>}
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}
