import { cx } from './cx.ts';

/** How far something is; without `value`, that it is under way. */
export function Progress({
  label,
  value,
  className,
}: {
  label: string;
  /** 0 to 1. */
  value?: number;
  className?: string;
}) {
  const percent = value === undefined ? undefined : Math.round(value * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cx('h-2 overflow-hidden rounded-full bg-sunken', className)}
    >
      <div
        className={cx(
          'h-full rounded-full bg-tide transition-[width] duration-300',
          percent === undefined && 'w-1/3 animate-shimmer',
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
