import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { monthFigures } from './month-figures.ts';

/** What the month costs, and how much of it is behind. Undefined while it loads. */
export function MonthTotal({ calendar }: { calendar: Calendar | undefined }) {
  const figures = calendar && monthFigures(calendar);
  return (
    <dl className="flex flex-wrap items-end gap-x-10 gap-y-3">
      <div className="max-sm:basis-full">
        <dt className="text-sm text-ink-faint">
          {figures ? (
            <Plural
              value={figures.count}
              _0="Nothing charged"
              one="# charge in total"
              other="# charges in total"
            />
          ) : (
            <Trans>In total</Trans>
          )}
        </dt>
        <dd className="font-display text-2xl font-bold sm:text-3xl">
          <Amount money={figures?.total} />
        </dd>
      </div>
      <Part label={<Trans>Paid</Trans>} dot="bg-tide" money={figures?.paid} />
      <Part label={<Trans>Still to pay</Trans>} dot="bg-coral" money={figures?.left} />
    </dl>
  );
}

function Part({ label, dot, money }: { label: ReactNode; dot: string; money: Money | undefined }) {
  return (
    <div>
      <dt className="flex items-center gap-2 text-sm text-ink-faint">
        <span aria-hidden className={`size-2.5 rounded-full ${dot}`} />
        {label}
      </dt>
      <dd className="text-lg font-semibold sm:leading-9">
        <Amount money={money} />
      </dd>
    </div>
  );
}

function Amount({ money }: { money: Money | undefined }) {
  const format = useFormatter();
  if (!money) return <Skeleton className="my-1 h-[0.9em] w-[5em]" />;
  return <span className="tabular">{format.money(money)}</span>;
}
