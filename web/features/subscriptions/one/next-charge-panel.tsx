import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';

/** The three numbers that people come for: what comes next, until when to decide, what it costs. */
export function NextChargePanel({ view }: { view: SubscriptionView }) {
  const { t } = useLingui();
  const format = useFormatter();
  const relativeDay = useRelativeDay();
  const today = useToday();
  const { nextDueOn, nextAmount, cancelBy, monthlyCost, yearlyCost, accessUntil, status } = view;
  const isRunningOut = accessUntil !== null && accessUntil >= today;
  return (
    <section
      aria-label={t`What comes next`}
      className="grid gap-6 rounded-xl bg-deep p-5 text-on-deep shadow-card sm:grid-cols-3 sm:p-6"
    >
      <Figure
        term={<Trans>Next charge</Trans>}
        note={
          nextDueOn &&
          `${format.date(nextDueOn)}${nextAmount ? ` · ${format.money(nextAmount)}` : ''}`
        }
      >
        {nextDueOn ? (
          <span className="inline-block first-letter:uppercase">
            {relativeDay(nextDueOn, today)}
          </span>
        ) : (
          <Trans>None</Trans>
        )}
      </Figure>
      {isRunningOut ? (
        <Figure term={<Trans>Usable until</Trans>} note={format.date(accessUntil)}>
          <span className="inline-block first-letter:uppercase">
            {relativeDay(accessUntil, today)}
          </span>
        </Figure>
      ) : (
        <Figure
          term={<Trans>Cancel by</Trans>}
          note={
            cancelBy === null ? (
              status === 'ended' || status === 'cancelled' ? null : (
                <Trans>No notice period is known</Trans>
              )
            ) : cancelBy < today ? (
              <span className="text-moon">
                <Trans>{format.date(cancelBy)}, too late for the next charge</Trans>
              </span>
            ) : (
              format.date(cancelBy)
            )
          }
        >
          {cancelBy ? (
            <span className="inline-block first-letter:uppercase">
              {relativeDay(cancelBy, today)}
            </span>
          ) : (
            '–'
          )}
        </Figure>
      )}
      <Figure
        term={<Trans>A year, on average</Trans>}
        note={monthlyCost && <Trans>{format.money(monthlyCost)} a month</Trans>}
      >
        {yearlyCost ? format.money(yearlyCost) : '–'}
      </Figure>
    </section>
  );
}

function Figure({
  term,
  note,
  children,
}: {
  term: ReactNode;
  note: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <p className="text-sm text-on-deep-soft">{term}</p>
      <p className="tabular mt-1 font-display text-xl font-semibold sm:text-2xl">{children}</p>
      {note && <p className="tabular mt-0.5 text-sm text-on-deep-soft">{note}</p>}
    </div>
  );
}
