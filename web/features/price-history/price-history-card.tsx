import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { useCanWrite, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { StepChart } from '#web/ui/charts/step-chart.tsx';
import { PriceDialog } from './price-dialog.tsx';
import { chartEnd, drawablePhases, type PricePhaseLine, phaseLines } from './price-points.ts';

/** What it has cost, costs and will cost: promotions and announced changes included. */
export function PriceHistoryCard({ view }: { view: SubscriptionView }) {
  const today = useToday();
  const canWrite = useCanWrite();
  const [isAdding, setAdding] = useState(false);
  const lines = phaseLines(view.prices, today);
  return (
    <Card>
      <CardHeader
        title={<Trans>Price history</Trans>}
        action={
          canWrite && (
            <Button size="sm" icon={Plus} onClick={() => setAdding(true)}>
              <Trans>Price change</Trans>
            </Button>
          )
        }
      />
      {lines.length > 1 && <PriceChart view={view} />}
      <ol className="mt-2">
        {lines.map((line) => (
          <PhaseRow key={line.from} line={line} />
        ))}
      </ol>
      {isAdding && <PriceDialog view={view} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function PriceChart({ view }: { view: SubscriptionView }) {
  const { t } = useLingui();
  const format = useFormatter();
  const today = useToday();
  const phases = drawablePhases(view.prices, today);
  const currency = phases[0]?.currency ?? '';
  return (
    <>
      <StepChart
        label={t`Price of ${view.name} over time`}
        table={{
          head: [t`From`, t`Price`],
          rows: phases.map((phase) => ({
            key: phase.from,
            cells: [format.date(phase.from), format.money(phase)],
          })),
        }}
        points={phases.map((phase) => ({
          key: phase.from,
          at: toEpochDay(phase.from),
          value: Number(phase.amount),
          label: format.money(phase),
        }))}
        now={toEpochDay(today)}
        end={chartEnd(phases, today)}
        formatTick={(value) => format.roundedMoney({ amount: String(value), currency })}
        formatAt={(at) => format.monthAndYear(fromEpochDay(Math.round(at)).slice(0, 7))}
      />
      {phases.length < view.prices.length && (
        <p className="mt-2 text-sm text-ink-faint">
          <Trans>Prices in another currency are in the list only.</Trans>
        </p>
      )}
    </>
  );
}

function PhaseRow({ line }: { line: PricePhaseLine }) {
  const format = useFormatter();
  const { kind, change } = line;
  return (
    <li className="flex items-center gap-3 border-b border-line py-3 last:border-0 last:pb-0">
      <div className="flex-1">
        <p className="tabular font-semibold">{format.money(line)}</p>
        <p className="text-sm text-ink-faint">
          <Trans>from {format.date(line.from)}</Trans>
        </p>
      </div>
      {change !== null && Math.abs(change) >= 0.005 && (
        <span className="tabular text-sm text-ink-faint">{format.signedPercent(change)}</span>
      )}
      {kind === 'current' && (
        <Badge tone="tide">
          <Trans>today</Trans>
        </Badge>
      )}
      {kind === 'announced' && (
        <Badge tone="amber">
          <Trans>announced</Trans>
        </Badge>
      )}
    </li>
  );
}
