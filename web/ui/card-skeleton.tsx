import { Card } from './card.tsx';
import { cx } from './cx.ts';
import { Skeleton } from './skeleton.tsx';

const WIDTHS = ['w-4/5', 'w-3/5', 'w-11/12', 'w-2/3', 'w-3/4', 'w-1/2', 'w-5/6', 'w-3/5'];

/** The outline of a card with a heading and some rows, while they are on their way. */
export function CardSkeleton({ rows, className }: { rows: number; className?: string }) {
  return (
    <Card className={cx('grid content-start gap-5 overflow-hidden', className)}>
      <Skeleton className="h-7 w-40" />
      {WIDTHS.slice(0, rows).map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={at} className="flex items-center gap-3">
          <Skeleton className="size-10 shrink-0 rounded-md" />
          <Skeleton className={cx('h-4', width)} />
        </div>
      ))}
    </Card>
  );
}
