import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import type { ReminderLinkView } from '#shared/schemas/reminder-link-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** What the day is that a reminder is about. */
const DAY_LABELS: Record<ReminderKind, ReactNode> = {
  charge: <Trans>Charged on</Trans>,
  unpaid: <Trans>Was due on</Trans>,
  'cancel-by': <Trans>Cancel by</Trans>,
  'trial-end': <Trans>Trial ends on</Trans>,
  'price-change': <Trans>New price from</Trans>,
  'term-end': <Trans>Minimum term ends on</Trans>,
  'card-expiry': <Trans>Expires on</Trans>,
  budget: <Trans>From</Trans>,
};

/** What the message said, as a slip of paper. */
export function ReminderLinkFacts({ link }: { link: ReminderLinkView }) {
  const format = useFormatter();
  const { kind, subject, on, price, priceBefore, cancelBy, names } = link;
  return (
    <section
      aria-label={subject.name}
      className="rounded-xl border border-line bg-surface p-5 shadow-card"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-display text-xl font-bold break-words">{subject.name}</p>
        {price && <p className="text-xl font-semibold tabular-nums">{format.money(price)}</p>}
      </div>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 border-t border-line pt-3 text-sm">
        <Fact label={DAY_LABELS[kind]}>{format.fullDate(on)}</Fact>
        {priceBefore && <Fact label={<Trans>Until then</Trans>}>{format.money(priceBefore)}</Fact>}
        {cancelBy && <Fact label={<Trans>Cancel by</Trans>}>{format.fullDate(cancelBy)}</Fact>}
        {names.length > 0 && <Fact label={<Trans>Pays for</Trans>}>{format.list(names)}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="text-end break-words">{children}</dd>
    </>
  );
}
