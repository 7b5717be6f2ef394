import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** A dim place where something is about to stand; give it that thing's size. */
export function Skeleton({
  className,
  isOnDeep = false,
}: {
  className?: string;
  isOnDeep?: boolean;
}) {
  return (
    <div
      className={cx(
        'animate-shimmer rounded-sm',
        isOnDeep ? 'bg-white/15' : 'bg-ink/10',
        className,
      )}
    />
  );
}

/** Around the skeletons of one region: tells screen readers that it is loading. */
export function Loading({ children, className }: { children: ReactNode; className?: string }) {
  const { t } = useLingui();
  return (
    <div role="status" aria-label={t`Loading`} className={className}>
      {children}
    </div>
  );
}
