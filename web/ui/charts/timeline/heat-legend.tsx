import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { CHANGE_LIMITS, type ChangeShade, colorOfChange } from './change.ts';
import { heatOf } from './heat.ts';
import type { ChangeLook } from './use-change-words.ts';

/** What became less is drawn so high. */
export const LESS_HEIGHT = 0.5;

/** What the shades of values stand for. */
export function ValueLegend({
  limits,
  format,
}: {
  limits: readonly number[];
  format: (value: number) => string;
}) {
  return (
    <Entries>
      {limits.map((limit, index) => (
        <Entry key={limit} fill={heatOf(limit - Number.EPSILON, limits)}>
          {index < limits.length - 1 ? <Trans>up to {format(limit)}</Trans> : <Trans>more</Trans>}
        </Entry>
      ))}
    </Entries>
  );
}

const MORE = [1, 2, 3] as const;

/** What the shades of changes stand for, from the strongest less to the strongest more. */
export function ChangeLegend({ look: { more, less } }: { look: ChangeLook }) {
  const { locale } = useFormatter();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const from = (words: string) => <Trans>from {words}</Trans>;
  return (
    <Entries>
      {MORE.toReversed().map((shade) => (
        <Entry key={-shade} fill={colorOfChange(-shade as ChangeShade)} height={LESS_HEIGHT}>
          {from(less(percent.format(CHANGE_LIMITS.less[shade - 1] ?? 0)))}
        </Entry>
      ))}
      <Entry fill={colorOfChange(0)}>
        <Trans>about the same, or not there before</Trans>
      </Entry>
      {MORE.map((shade) => (
        <Entry key={shade} fill={colorOfChange(shade)}>
          {from(more(percent.format(CHANGE_LIMITS.more[shade - 1] ?? 0)))}
        </Entry>
      ))}
    </Entries>
  );
}

function Entries({ children }: { children: ReactNode }) {
  return <ul className="mb-3 flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-faint">{children}</ul>;
}

function Entry({
  fill,
  height = 1,
  children,
}: {
  fill: string;
  height?: number;
  children: ReactNode;
}) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className="flex size-3.5 items-end overflow-hidden rounded-xs bg-sunken">
        <span className="w-full" style={{ background: fill, height: `${height * 100}%` }} />
      </span>
      {children}
    </li>
  );
}
