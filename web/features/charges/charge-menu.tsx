import { useLingui } from '@lingui/react/macro';
import { Check, Ellipsis, PencilLine, RotateCcw, SkipForward } from 'lucide-react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Payment } from '#shared/schemas/subscription-schemas.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Menu, type MenuEntry } from '#web/ui/menu.tsx';
import { useToast } from '#web/ui/toast.tsx';
import type { Ledger, PaymentEntry } from './use-ledger.ts';

/** What can be said of one charge. */
export function ChargeMenu({
  dueOn,
  payment,
  isPaid,
  ledger,
  onOther,
}: {
  dueOn: CalendarDate;
  /** As the ledger has it; null for a charge to come without an entry. */
  payment: Payment | null;
  isPaid: boolean;
  ledger: Ledger;
  onOther: () => void;
}) {
  const { t, i18n } = useLingui();
  const format = useFormatter();
  const toast = useToast();
  const day = format.date(dueOn);

  function write(entry: PaymentEntry | null, text: string) {
    ledger.mutate(
      { dueOn, entry, before: payment, text },
      { onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }) },
    );
  }

  const isSkipped = payment?.status === 'skipped';
  const entries: (MenuEntry | false)[] = [
    (!isPaid || isSkipped) && {
      label: t`Mark as paid`,
      icon: Check,
      onSelect: () => write({ status: 'paid' }, t`${day} is marked as paid`),
    },
    {
      label: t`Other amount or day`,
      icon: PencilLine,
      onSelect: onOther,
    },
    !isSkipped && {
      label: t`It was not charged`,
      icon: SkipForward,
      onSelect: () => write({ status: 'skipped' }, t`${day} is marked as not charged`),
    },
    payment?.isRecorded === true && {
      label: t`Back to plan`,
      icon: RotateCcw,
      onSelect: () => write(null, t`${day} is as planned again`),
    },
  ];

  return (
    <Menu
      entries={entries.filter((entry) => entry !== false)}
      trigger={
        <button
          type="button"
          aria-label={t`Change the charge of ${day}`}
          className="inline-grid size-9 shrink-0 place-items-center rounded-full text-ink-soft hover:bg-ink/8 hover:text-ink"
        >
          <Ellipsis aria-hidden className="size-5" />
        </button>
      }
    />
  );
}
