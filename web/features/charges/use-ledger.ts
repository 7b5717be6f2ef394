import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Payment } from '#shared/schemas/subscription-schemas.ts';
import { api } from '#web/lib/api.ts';
import type { ApiContract } from '#web/lib/api-contract.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { useToast } from '#web/ui/toast.tsx';

export type PaymentEntry = ApiContract['PUT subscriptions/{id}/payments/{dueOn}']['body'];

interface Write {
  dueOn: CalendarDate;
  /** Null takes the entry back: as planned again. */
  entry: PaymentEntry | null;
  before: Payment | null;
  text: string;
}

/** Writes into the ledger of a subscription, and offers to take it back. */
export function useLedger(subscriptionId: string) {
  const { t, i18n } = useLingui();
  const toast = useToast();
  const queryClient = useQueryClient();

  function send(dueOn: CalendarDate, entry: PaymentEntry | null): Promise<unknown> {
    const params = { id: subscriptionId, dueOn };
    return entry === null
      ? api('DELETE subscriptions/{id}/payments/{dueOn}', { params })
      : api('PUT subscriptions/{id}/payments/{dueOn}', { params, body: entry });
  }

  const refresh = () => queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });

  const undo = useMutation({
    mutationFn: ({ dueOn, before }: Write) => send(dueOn, entryOf(before)),
    onSuccess: () => toast({ text: t`Taken back` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: refresh,
  });

  return useMutation({
    mutationFn: ({ dueOn, entry }: Write) => send(dueOn, entry),
    onSuccess: async (_, write) => {
      toast({ text: write.text, action: { label: t`Undo`, onPress: () => undo.mutate(write) } });
      await refresh();
    },
  });
}

export type Ledger = ReturnType<typeof useLedger>;

function entryOf(payment: Payment | null): PaymentEntry | null {
  if (!payment?.isRecorded) return null;
  const { status, paidOn, amount, planned } = payment;
  if (status !== 'paid') return { status: 'skipped' };
  const isPlanned = amount.amount === planned.amount && amount.currency === planned.currency;
  return { status, paidOn, ...(isPlanned ? {} : { amount }) };
}
