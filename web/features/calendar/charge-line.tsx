import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Charge } from '#shared/schemas/insight-schemas.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { cx } from '#web/ui/cx.ts';

/** One charge of a day; leads to its subscription. */
export function ChargeLine({
  charge,
  category,
}: {
  charge: Charge;
  category: CategoryView | undefined;
}) {
  const format = useFormatter();
  const { name, service, dueOn, chargedOn, amount, base, status } = charge;
  const isSkipped = status === 'skipped';
  const planned = format.dayAndMonth(dueOn);
  return (
    <Link
      to="/subscriptions/$id"
      params={{ id: charge.subscriptionId }}
      className="flex items-center gap-3 rounded-md p-2 transition-colors hover:bg-ink/5"
    >
      <BrandTile slug={service} name={name} className={isSkipped ? 'opacity-50' : undefined} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{name}</span>
        <span className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-faint">
          {category && (
            <>
              <span
                aria-hidden
                className="size-2 shrink-0 rounded-full"
                style={{ backgroundColor: categoryColor(category.color) }}
              />
              <span className="truncate">{category.name}</span>
              <span aria-hidden>·</span>
            </>
          )}
          <StatusText status={status} />
          {chargedOn !== dueOn && (
            <span>
              <Trans>(moved from {planned})</Trans>
            </span>
          )}
        </span>
      </span>
      <span className={cx('tabular shrink-0 text-end', isSkipped && 'text-ink-faint')}>
        <span className="block font-semibold">{format.money(amount)}</span>
        {base === null ? (
          <span className="block text-sm text-amber-ink">
            <Trans>no rate</Trans>
          </span>
        ) : (
          base.currency !== amount.currency && (
            <span className="block text-sm text-ink-faint">{format.money(base)}</span>
          )
        )}
      </span>
    </Link>
  );
}

function StatusText({ status }: { status: Charge['status'] }) {
  switch (status) {
    case 'paid':
      return <Trans>paid</Trans>;
    case 'due':
      return <Trans>due</Trans>;
    case 'skipped':
      return <Trans>not charged</Trans>;
  }
}
