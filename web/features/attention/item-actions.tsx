import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Check, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { startOfMonth } from '#shared/dates/date-arithmetic.ts';
import type { AttentionItem } from '#shared/schemas/attention-schemas.ts';
import { useCanWrite } from '#web/lib/session.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { TEXT_LINK } from '#web/ui/text-link.ts';

const LINK = cx(TEXT_LINK, 'rounded-xs py-1.5 text-sm');
const BUTTON = buttonClass({ size: 'sm' });

/** What to do next about it. Viewers see what they may do. */
export function ItemActions({
  item,
  today,
  isPaying,
  onPay,
  onLeave,
}: {
  item: AttentionItem;
  today: CalendarDate;
  isPaying: boolean;
  onPay: () => void;
  /** A link was followed. */
  onLeave: () => void;
}) {
  const canWrite = useCanWrite();
  switch (item.kind) {
    case 'delivery-failed':
      return (
        <>
          <SectionLink section="notifications" onLeave={onLeave}>
            <Trans>Check your channels</Trans>
          </SectionLink>
          <SectionLink section="reminders" search={{ view: 'sent' }} onLeave={onLeave}>
            <Trans>See what was sent</Trans>
          </SectionLink>
        </>
      );
    case 'channel-fault':
      return (
        <SectionLink section="notifications" onLeave={onLeave}>
          <Trans>Check your channels</Trans>
        </SectionLink>
      );
    case 'no-channel':
      return (
        <SectionLink section="notifications" onLeave={onLeave} isButton>
          <Trans>Choose a channel</Trans>
        </SectionLink>
      );
    case 'card-expiry':
      return (
        <SectionLink section="payment-methods" onLeave={onLeave}>
          <Trans>Payment methods</Trans>
        </SectionLink>
      );
    case 'missing-rate':
      return (
        canWrite && (
          <Link
            to="/settings/$section"
            params={{ section: 'rates' }}
            search={{ currency: item.from, since: startOfMonth(today) }}
            onClick={onLeave}
            className={LINK}
          >
            <Trans>Enter the rate</Trans>
          </Link>
        )
      );
    case 'budget':
      return (
        <Link
          to="/settings/$section"
          params={{ section: 'budgets' }}
          search={{}}
          onClick={onLeave}
          className={LINK}
        >
          <Trans>See the budgets</Trans>
        </Link>
      );
    case 'unpaid':
      return (
        <>
          {canWrite && (
            <Button size="sm" icon={Check} isBusy={isPaying} onClick={onPay}>
              <Trans>Mark as paid</Trans>
            </Button>
          )}
          <SubscriptionLink subscription={item.subscription} onLeave={onLeave} />
        </>
      );
    case 'cancel-by':
    case 'trial-end':
      return (
        <>
          {item.cancelUrl && (
            <a href={item.cancelUrl} target="_blank" rel="noreferrer" className={BUTTON}>
              <Trans>Cancel it</Trans>
              <ExternalLink aria-hidden className="size-[1.1em]" />
              <span className="sr-only">
                <Trans>(opens in a new tab)</Trans>
              </span>
            </a>
          )}
          <SubscriptionLink subscription={item.subscription} onLeave={onLeave} />
        </>
      );
    case 'price-change':
      return <SubscriptionLink subscription={item.subscription} onLeave={onLeave} />;
  }
}

function SectionLink({
  section,
  search = {},
  isButton = false,
  onLeave,
  children,
}: {
  section: string;
  search?: { view?: 'sent' };
  isButton?: boolean;
  onLeave: () => void;
  children: ReactNode;
}) {
  return (
    <Link
      to="/settings/$section"
      params={{ section }}
      search={search}
      onClick={onLeave}
      className={isButton ? BUTTON : LINK}
    >
      {children}
    </Link>
  );
}

function SubscriptionLink({
  subscription: { id, name },
  onLeave,
}: {
  subscription: { id: string; name: string };
  onLeave: () => void;
}) {
  return (
    <Link to="/subscriptions/$id" params={{ id }} onClick={onLeave} className={LINK}>
      <Trans>Open {name}</Trans>
    </Link>
  );
}
