import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { useCanWrite, useToday } from '#web/lib/session.tsx';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { ChargeMenu } from './charge-menu.tsx';
import { ChargeRow } from './charge-row.tsx';
import { ChargesSkeleton } from './charges-skeleton.tsx';
import { type ComingCharge, comingCharges, scheduleEnd } from './coming-charges.ts';
import { paymentsQuery, scheduleQuery } from './ledger-query.ts';
import { type DatedCharge, PaymentDialog } from './payment-dialog.tsx';
import { PaymentBadge } from './payments-card.tsx';
import { useLedger } from './use-ledger.ts';

/** The next twelve charges. */
export function ScheduleCard({
  view,
  noteOf,
}: {
  view: Pick<SubscriptionView, 'id' | 'cycle'>;
  /** What else there is to say of an occurrence, after when it is. */
  noteOf: (dueOn: CalendarDate) => ReactNode;
}) {
  const today = useToday();
  const query = useQuery(scheduleQuery(view.id, today, scheduleEnd(today, view.cycle)));
  const payments = useInfiniteQuery(paymentsQuery(view.id)).data?.pages[0]?.items ?? [];
  const ledger = useLedger(view.id);
  const [edited, setEdited] = useState<DatedCharge | null>(null);
  const charges = comingCharges(query.data?.items ?? [], payments);

  return (
    <Card>
      <CardHeader title={<Trans>Schedule</Trans>} description={<Trans>The next charges.</Trans>} />
      {query.isPending && <ChargesSkeleton />}
      {query.isError && (
        <ErrorState
          error={query.error}
          title={<Trans>The schedule could not be loaded</Trans>}
          isRetrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && charges.length === 0 && (
        <p className="text-ink-faint">
          <Trans>Nothing falls due any more.</Trans>
        </p>
      )}
      <ol>
        {charges.map((charge) => (
          <ComingRow
            key={charge.dueOn}
            charge={charge}
            note={noteOf(charge.dueOn)}
            ledger={ledger}
            onOther={() => {
              ledger.reset();
              const { entry, ...rest } = charge;
              setEdited({ ...rest, amount: entry?.amount ?? charge.amount, payment: entry });
            }}
          />
        ))}
      </ol>
      {edited && <PaymentDialog charge={edited} ledger={ledger} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function ComingRow({
  charge: { dueOn, chargedOn, amount, entry },
  note,
  ledger,
  onOther,
}: {
  charge: ComingCharge;
  note: ReactNode;
  ledger: ReturnType<typeof useLedger>;
  onOther: () => void;
}) {
  const relativeDay = useRelativeDay();
  const today = useToday();
  const canWrite = useCanWrite();
  return (
    <ChargeRow
      dueOn={dueOn}
      chargedOn={chargedOn}
      note={
        <>
          {relativeDay(chargedOn, today)}
          {note}
        </>
      }
      amount={entry?.amount ?? amount}
      planned={amount}
      isSkipped={entry?.status === 'skipped'}
      mark={entry && <PaymentBadge status={entry.status} />}
      action={
        canWrite && (
          <ChargeMenu
            dueOn={dueOn}
            payment={entry}
            isPaid={entry?.status === 'paid'}
            ledger={ledger}
            onOther={onOther}
          />
        )
      }
    />
  );
}
