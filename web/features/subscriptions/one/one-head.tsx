import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { useCycleText } from '#web/lib/use-cycle-text.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { currentPrice } from '../list/current-price.ts';
import { StatusBadge } from '../status-badge.tsx';

/** Who it is, what it costs, and what can be done about it. */
export function OneHead({ view, actions }: { view: SubscriptionView; actions: ReactNode }) {
  const format = useFormatter();
  const { per } = useCycleText();
  const price = format.money(currentPrice(view, useToday()));
  return (
    <header className="mb-6 sm:mb-8">
      <Link
        to="/subscriptions"
        className="mb-4 -ms-2 inline-flex h-9 items-center gap-1 rounded-full px-2 text-sm font-semibold text-ink-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        <Trans>Subscriptions</Trans>
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-5">
        <BrandTile slug={view.service} name={view.name} size="lg" />
        <div className="min-w-0 flex-[1_1_14rem]">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 tabIndex={-1} className="min-w-0 text-2xl break-words sm:text-3xl">
              {view.name}
            </h1>
            <StatusBadge status={view.status} />
          </div>
          <p className="mt-1 text-ink-soft">
            <span className="tabular font-semibold text-ink">{price}</span> {per(view.cycle)}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </div>
    </header>
  );
}
