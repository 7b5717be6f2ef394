import { Trans } from '@lingui/react/macro';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CategoryView, PaymentMethodView } from '#shared/schemas/household-schemas.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { useCycleText } from '#web/lib/use-cycle-text.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { cancelPageOf } from './cancel-page.ts';

/** The facts that were entered, as far as there are any. */
export function FactsCard({
  view,
  category,
  paymentMethod,
}: {
  view: SubscriptionView;
  category: CategoryView | undefined;
  paymentMethod: PaymentMethodView | undefined;
}) {
  const format = useFormatter();
  const { rhythm, length } = useCycleText();
  const { household } = useSession();
  const today = useToday();
  const cancelPage = cancelPageOf(view);
  const coming = view.pauses.filter(({ until }) => until === null || until > today);
  return (
    <Card>
      <CardHeader title={<Trans>Facts</Trans>} />
      <dl className="grid gap-x-4">
        <Fact term={<Trans>How often</Trans>}>{rhythm(view.cycle)}</Fact>
        <Fact term={view.cycle ? <Trans>Counted from</Trans> : <Trans>Paid on</Trans>}>
          {format.date(view.anchor)}
        </Fact>
        {view.trialEndsOn && (
          <Fact term={<Trans>Free trial until</Trans>}>{format.date(view.trialEndsOn)}</Fact>
        )}
        {coming.map(({ from, until }) => (
          <Fact key={from} term={<Trans>Paused</Trans>}>
            {until ? (
              <Trans>
                {format.date(from)} until {format.date(until)}
              </Trans>
            ) : (
              <Trans>from {format.date(from)} until further notice</Trans>
            )}
          </Fact>
        ))}
        {view.cancelledOn && (
          <Fact term={<Trans>Cancelled on</Trans>}>{format.date(view.cancelledOn)}</Fact>
        )}
        {view.accessUntil && (
          <Fact term={<Trans>Usable until</Trans>}>{format.date(view.accessUntil)}</Fact>
        )}
        {view.notice && <Fact term={<Trans>Notice period</Trans>}>{length(view.notice)}</Fact>}
        {view.minimumTermEndsOn && (
          <Fact term={<Trans>Minimum term ends</Trans>}>{format.date(view.minimumTermEndsOn)}</Fact>
        )}
        {!view.autoRenews && (
          <Fact term={<Trans>Renewal</Trans>}>
            <Trans>not by itself</Trans>
          </Fact>
        )}
        <Fact term={<Trans>Category</Trans>}>
          <span className="inline-flex items-center gap-2">
            <span
              aria-hidden
              className="size-2.5 rounded-full"
              style={{ backgroundColor: categoryColor(category?.color ?? null) }}
            />
            {category?.name ?? <Trans>none</Trans>}
          </span>
        </Fact>
        {paymentMethod && (
          <Fact term={<Trans>Paid by</Trans>}>
            {paymentMethod.label}
            {paymentMethod.lastFour && ` ·· ${paymentMethod.lastFour}`}
          </Fact>
        )}
        {view.tags.length > 0 && <Fact term={<Trans>Tags</Trans>}>{format.list(view.tags)}</Fact>}
        <Fact term={<Trans>Added</Trans>}>
          {format.instant(view.createdAt, household.timeZone)}
        </Fact>
      </dl>
      {(view.url || cancelPage) && (
        <div className="mt-4 grid justify-items-start gap-2">
          {view.url && (
            <Outward href={view.url}>
              <Trans>Web page</Trans>
            </Outward>
          )}
          {cancelPage && (
            <Outward href={cancelPage}>
              <Trans>Page for cancelling</Trans>
            </Outward>
          )}
        </div>
      )}
    </Card>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 border-b border-line py-2.5 last:border-0">
      <dt className="shrink-0 text-ink-faint">{term}</dt>
      <dd className="min-w-0 text-end font-medium">{children}</dd>
    </div>
  );
}

function Outward({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-2 font-semibold text-tide-ink underline underline-offset-4 hover:no-underline"
    >
      <ExternalLink aria-hidden className="size-4" />
      {children}
    </a>
  );
}
