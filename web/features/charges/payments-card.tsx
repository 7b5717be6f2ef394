import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Payment } from '#shared/schemas/subscription-schemas.ts';
import { useCanWrite, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { ChargeMenu } from './charge-menu.tsx';
import { ChargeRow } from './charge-row.tsx';
import { ChargesSkeleton } from './charges-skeleton.tsx';
import { paymentsQuery } from './ledger-query.ts';
import { type DatedCharge, PaymentDialog } from './payment-dialog.tsx';
import { useLedger } from './use-ledger.ts';

/** What was charged so far, and what deviated from the plan. */
export function PaymentsCard({ subscriptionId }: { subscriptionId: string }) {
  const query = useInfiniteQuery(paymentsQuery(subscriptionId));
  const today = useToday();
  const ledger = useLedger(subscriptionId);
  const [edited, setEdited] = useState<DatedCharge | null>(null);
  // Entries for charges to come stand in the schedule.
  const payments =
    query.data?.pages.flatMap(({ items }) => items).filter(({ chargedOn }) => chargedOn <= today) ??
    [];

  return (
    <Card>
      <CardHeader
        title={<Trans>Payments</Trans>}
        description={<Trans>Past charges count as paid unless you say otherwise.</Trans>}
      />
      {query.isPending && <ChargesSkeleton />}
      {query.isError && (
        <ErrorState
          error={query.error}
          title={<Trans>The payments could not be loaded</Trans>}
          isRetrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && payments.length === 0 && (
        <p className="text-ink-faint">
          <Trans>Nothing was charged yet.</Trans>
        </p>
      )}
      <ol>
        {payments.map((payment) => (
          <PaymentRow
            key={payment.dueOn}
            payment={payment}
            ledger={ledger}
            onOther={() => {
              ledger.reset();
              setEdited({ ...payment, payment });
            }}
          />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          size="sm"
          variant="ghost"
          className="mt-3"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
      {edited && <PaymentDialog charge={edited} ledger={ledger} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function PaymentRow({
  payment,
  ledger,
  onOther,
}: {
  payment: Payment;
  ledger: ReturnType<typeof useLedger>;
  onOther: () => void;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const canWrite = useCanWrite();
  const { dueOn, chargedOn, paidOn, status } = payment;
  return (
    <ChargeRow
      dueOn={dueOn}
      chargedOn={chargedOn}
      note={paidOn && paidOn !== chargedOn && t`paid on ${format.date(paidOn)}`}
      amount={payment.amount}
      planned={payment.planned}
      isSkipped={status === 'skipped'}
      mark={<PaymentBadge status={status} />}
      action={
        canWrite && (
          <ChargeMenu
            dueOn={dueOn}
            payment={payment}
            isPaid={status === 'paid'}
            ledger={ledger}
            onOther={onOther}
          />
        )
      }
    />
  );
}

export function PaymentBadge({ status }: { status: Payment['status'] }) {
  switch (status) {
    case 'paid':
      return (
        <Badge tone="kelp">
          <Trans>paid</Trans>
        </Badge>
      );
    case 'skipped':
      return (
        <Badge>
          <Trans>not charged</Trans>
        </Badge>
      );
    case 'due':
      return (
        <Badge tone="coral">
          <Trans>due</Trans>
        </Badge>
      );
  }
}
