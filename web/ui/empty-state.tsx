import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** Nothing here yet: why, and what to do next. */
export function EmptyState({
  picture,
  title,
  children,
  action,
  isPageTitle = false,
  className,
}: {
  picture?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Where it is all that the page has. */
  isPageTitle?: boolean;
  className?: string;
}) {
  const Heading = isPageTitle ? 'h1' : 'h2';
  return (
    <div className={cx('mx-auto grid max-w-md justify-items-center py-10 text-center', className)}>
      {picture && <div className="mb-5 text-ink-faint">{picture}</div>}
      <Heading tabIndex={isPageTitle ? -1 : undefined} className="text-xl">
        {title}
      </Heading>
      {children && <div className="mt-2 text-ink-soft">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
