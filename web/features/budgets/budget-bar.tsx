import { type BarShares, barShares } from './bar-shares.ts';

/** Told apart by their pattern too: what is charged is solid, what is coming striped, too much checked. */
const COMING =
  'repeating-linear-gradient(135deg, var(--color-tide) 0 2px, var(--color-tide-soft) 2px 6px)';
const OVER =
  'repeating-linear-gradient(45deg, var(--color-danger) 0 5px, var(--color-danger-soft) 5px 7px)';

/** How far a budget is taken. What it shows stands beside it, so screen readers pass it over. */
export function BudgetBar(amounts: Parameters<typeof barShares>[0]) {
  const { charged, total, limit } = barShares(amounts);
  return (
    <div aria-hidden className="relative">
      <div className="relative h-3.5 overflow-hidden rounded-full bg-sunken">
        <Part from={0} to={charged} className="bg-tide" />
        <Part from={charged} to={total} background={COMING} />
        {total > limit && <Part from={limit} to={total} background={OVER} />}
      </div>
      {total > limit && (
        <div
          className="absolute -inset-y-1 w-0.5 -translate-x-1/2 rounded-full bg-ink"
          style={{ insetInlineStart: percent(limit) }}
        />
      )}
    </div>
  );
}

function Part({
  from,
  to,
  className = '',
  background,
}: {
  from: number;
  to: number;
  className?: string;
  background?: string;
}) {
  return (
    <div
      className={`absolute inset-y-0 ${className}`}
      style={{
        insetInlineStart: percent(from),
        width: percent(to - from),
        backgroundImage: background,
      }}
    />
  );
}

function percent(share: BarShares[keyof BarShares]): string {
  return `${share * 100}%`;
}
