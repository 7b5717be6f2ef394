import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from '#web/ui/cx.ts';

/** The next step of a flow: the focus comes along, as what was pressed to get here is gone. */
export function FocusOnArrival({
  className,
  children,
}: {
  className?: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1} className={cx('outline-none', className)}>
      {children}
    </div>
  );
}
