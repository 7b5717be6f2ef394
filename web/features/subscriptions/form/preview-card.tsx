import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { cx } from '#web/ui/cx.ts';
import type { DraftPreview } from './draft-preview.ts';

/** What follows from the form as it stands, told while somebody types. */
export function PreviewCard({ preview }: { preview: DraftPreview | null }) {
  const { t } = useLingui();
  return (
    <section
      aria-label={t`Preview`}
      className="rounded-xl bg-deep p-5 text-on-deep shadow-card sm:p-6"
    >
      <h2 className="text-lg">
        <Trans>What comes next</Trans>
      </h2>
      {preview ? <Facts preview={preview} /> : <Incomplete />}
    </section>
  );
}

function Incomplete() {
  return (
    <p className="mt-3 text-on-deep-soft">
      <Trans>Enter a price and the day of the first charge, and the next dates appear here.</Trans>
    </p>
  );
}

function Facts({ preview }: { preview: DraftPreview }) {
  const { t } = useLingui();
  const format = useFormatter();
  const relativeDay = useRelativeDay();
  const today = useToday();
  const { charges, cancelBy, monthlyCost, yearlyCost, trialEndsOn } = preview;
  return (
    <>
      <ol className="mt-4 grid gap-1" aria-label={t`Next charges`}>
        {charges.length === 0 && (
          <li className="text-on-deep-soft">
            <Trans>Nothing falls due any more.</Trans>
          </li>
        )}
        {charges.map(({ dueOn, chargedOn, amount }, at) => (
          <li key={dueOn} className="flex items-baseline gap-3 border-b border-deep-line py-2">
            <span
              aria-hidden
              className={cx(
                'size-2.5 shrink-0 rounded-full',
                at === 0 ? 'bg-moon' : 'inset-ring-2 inset-ring-foam',
              )}
            />
            <span className="min-w-0 flex-1">
              <span className="font-semibold">{format.date(chargedOn)}</span>
              <span className="block text-sm text-on-deep-soft">
                {relativeDay(chargedOn, today)}
                {chargedOn !== dueOn && ` · ${t`moved from ${format.dayAndMonth(dueOn)}`}`}
              </span>
            </span>
            <span className="tabular font-semibold">{format.money(amount)}</span>
          </li>
        ))}
      </ol>
      <dl className="mt-4 grid gap-2">
        {trialEndsOn !== null && trialEndsOn >= today && (
          <Fact term={<Trans>Free until</Trans>}>{format.date(trialEndsOn)}</Fact>
        )}
        {cancelBy && (
          <Fact term={<Trans>Cancel by</Trans>}>
            {format.date(cancelBy)}
            {cancelBy < today && (
              <span className="block text-sm font-normal text-moon">
                <Trans>too late for the next charge</Trans>
              </span>
            )}
          </Fact>
        )}
        {monthlyCost && (
          <Fact term={<Trans>A month, on average</Trans>}>{format.money(monthlyCost)}</Fact>
        )}
        {yearlyCost && (
          <Fact term={<Trans>A year, on average</Trans>}>
            <span className="font-display text-2xl [overflow-wrap:anywhere]">
              {format.money(yearlyCost)}
            </span>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-on-deep-soft">{term}</dt>
      <dd className="tabular ms-auto min-w-0 text-end font-semibold">{children}</dd>
    </div>
  );
}
