import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { PaymentMethodView } from '#shared/schemas/household-schemas.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA, paymentMethodsQuery } from '#web/lib/queries.ts';
import { useCanWrite, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { EditAndDelete, ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { type Expiry, expiryOf } from './expiry.ts';
import { KINDS } from './kinds.ts';
import { PaymentMethodDialog } from './payment-method-dialog.tsx';

/** How things are paid, and which cards are about to end. */
export function PaymentMethodsPanel() {
  const { t } = useLingui();
  const canWrite = useCanWrite();
  const today = useToday();
  const query = useQuery(paymentMethodsQuery);
  const remove = useRemovePaymentMethod();
  const [edited, setEdited] = useState<string | 'new' | null>(null);
  const methods = query.data?.items ?? [];
  const isEnding = ({ expiresIn }: PaymentMethodView) =>
    ['expired', 'soon'].includes(expiryOf(expiresIn, today) ?? '');

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <EndingNotice methods={methods.filter(isEnding)} />
      <QueryCard
        query={query}
        failure={<Trans>The payment methods could not be loaded</Trans>}
        skeletonRows={4}
      >
        {({ items }) => (
          <Card>
            <CardHeader
              title={<Trans>All payment methods</Trans>}
              description={
                <Trans>So that you know what to change when a card does. No full numbers.</Trans>
              }
              action={
                canWrite && (
                  <Button size="sm" variant="primary" icon={Plus} onClick={() => setEdited('new')}>
                    <Trans>Add payment method</Trans>
                  </Button>
                )
              }
            />
            {items.length === 0 ? (
              <EmptyState title={<Trans>None yet</Trans>} className="py-4">
                <Trans>
                  Add the cards and accounts that you pay with, and Duetide warns before one ends.
                </Trans>
              </EmptyState>
            ) : (
              <ItemList label={t`Payment methods`}>
                {items.map((method) => (
                  <MethodRow
                    key={method.id}
                    method={method}
                    expiry={expiryOf(method.expiresIn, today)}
                  >
                    {canWrite && (
                      <EditAndDelete
                        name={method.label}
                        onEdit={() => setEdited(method.id)}
                        onDelete={() => void remove(method)}
                      />
                    )}
                  </MethodRow>
                ))}
              </ItemList>
            )}
          </Card>
        )}
      </QueryCard>
      {edited !== null && (
        <PaymentMethodDialog
          method={methods.find(({ id }) => id === edited)}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

function EndingNotice({ methods }: { methods: readonly PaymentMethodView[] }) {
  const { t } = useLingui();
  const format = useFormatter();
  if (methods.length === 0) return null;
  const names = format.list(methods.map(({ label }) => label));
  return (
    <Notice
      tone="warning"
      title={t`${plural(methods.length, { one: 'A card has ended or is about to', other: '# cards have ended or are about to' })}`}
    >
      <Trans>What is paid with {names} may fail. Give the services your new card in time.</Trans>
    </Notice>
  );
}

function MethodRow({
  method: { label, kind, lastFour, expiresIn },
  expiry,
  children,
}: {
  method: PaymentMethodView;
  expiry: Expiry | null;
  children: React.ReactNode;
}) {
  const { i18n } = useLingui();
  const { icon: Icon, label: kindLabel } = KINDS[kind];
  return (
    <ItemRow
      lead={
        <span className="grid size-10 shrink-0 place-items-center rounded-md bg-tide-soft text-tide-ink">
          <Icon aria-hidden className="size-5" />
        </span>
      }
      title={label}
      detail={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {i18n._(kindLabel)}
          {lastFour && <span className="tabular">•••• {lastFour}</span>}
          {expiry && expiresIn && <ExpiryText expiry={expiry} month={expiresIn} />}
        </span>
      }
    >
      {children}
    </ItemRow>
  );
}

function ExpiryText({ expiry, month }: { expiry: Expiry; month: string }) {
  const format = useFormatter();
  const until = format.monthAndYear(month);
  switch (expiry) {
    case 'expired':
      return (
        <Badge tone="danger">
          <Trans>ended with {until}</Trans>
        </Badge>
      );
    case 'soon':
      return (
        <Badge tone="amber">
          <Trans>ends with {until}</Trans>
        </Badge>
      );
    case 'later':
      return (
        <span>
          <Trans>until {until}</Trans>
        </span>
      );
  }
}

function useRemovePaymentMethod() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const undoable = useUndoable(HOUSEHOLD_DATA);
  return ({ id, label, version }: PaymentMethodView) =>
    undoable({
      hide: () =>
        queryClient.setQueryData(
          paymentMethodsQuery.queryKey,
          (page) => page && { ...page, items: page.items.filter((item) => item.id !== id) },
        ),
      run: () => api('DELETE payment-methods/{id}', { params: { id }, version }),
      undo: () => api('POST payment-methods/{id}/restore', { params: { id } }),
      done: t`${label} is deleted`,
      undone: t`${label} is back`,
    });
}
