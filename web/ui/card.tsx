import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      {...rest}
      className={cx('rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6', className)}
    />
  );
}

/** Heading of a card, with what can be done about it at the end. */
export function CardHeader({
  title,
  description,
  action,
  id,
}: {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  id?: string;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {description && <p className="mt-1 text-sm text-ink-faint">{description}</p>}
      </div>
      {action}
    </header>
  );
}
