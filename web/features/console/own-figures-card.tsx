import { Trans, useLingui } from '@lingui/react/macro';
import type { OwnFigures, OwnTime } from '#shared/schemas/history-schemas.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { FigureTable } from './figure-table.tsx';
import type { Served } from './use-served.ts';
import { useUnits } from './use-units.ts';

const NONE = '–';

/** What the instance that answers counted itself, and why that is all there is. */
export function OwnFiguresCard({ served: { own, hasFailed } }: { served: Served }) {
  const { t } = useLingui();
  const { instant, duration } = useMomentWords();
  const units = useUnits();
  if (!own) return null;
  const { name, pid, startedAt } = own.instance;
  const process = String(pid);
  const since = instant(startedAt);
  const heap = own.heapUsed === null ? null : units.share(own.heapUsed);
  return (
    <Card className="mb-4">
      <CardHeader
        title={<Trans>This instance alone</Trans>}
        description={
          <Trans>
            {name}, process {process}, since {since}, by its own memory. Other instances are not in
            it.
          </Trans>
        }
      />
      <p className="-mt-2 mb-4 text-sm text-ink-soft">
        <Why own={own} hasFailed={hasFailed} />
      </p>
      <OwnTable
        label={t`This instance alone`}
        // One that has just started has nothing older.
        rows={
          own.lastQuarter.seconds > own.lastMinute.seconds
            ? [own.lastMinute, own.lastQuarter]
            : [own.lastMinute]
        }
        nameOf={(time) => duration(time.seconds)}
      />
      {heap !== null && (
        <p className="tabular mt-3 text-sm text-ink-soft">
          <Trans>{heap} of the heap is in use now.</Trans>
        </p>
      )}
    </Card>
  );
}

function Why({ own: { isRecorded }, hasFailed }: { own: OwnFigures; hasFailed: boolean }) {
  if (hasFailed) {
    return (
      <Trans>
        The history cannot be read at the moment, so the charts below show what was read before.
      </Trans>
    );
  }
  if (isRecorded) {
    return (
      <Trans>
        The history has nothing of the last minute. After a start it begins within ten seconds; if
        it does not, look into the log.
      </Trans>
    );
  }
  return (
    <Trans>
      Nothing is recorded, because this instance was started with{' '}
      <code className="font-mono">HISTORY=off</code>. Remove that and start again, and the charts
      below fill.
    </Trans>
  );
}

function OwnTable({
  label,
  rows,
  nameOf,
}: {
  label: string;
  rows: readonly OwnTime[];
  nameOf: (time: OwnTime) => string;
}) {
  const units = useUnits();
  const time = (value: number | null) => (value === null ? NONE : units.duration(value));
  return (
    <FigureTable
      label={label}
      nameHead={<Trans>In the last</Trans>}
      rows={rows}
      keyOf={(row) => String(rows.indexOf(row))}
      name={nameOf}
      columns={[
        {
          key: 'requests',
          head: <Trans>Requests</Trans>,
          cell: (row) => units.count(row.requests),
        },
        {
          key: 'errors',
          head: <Trans>Failed (5xx)</Trans>,
          cell: ({ errors, requests }) => (
            <span className={errors > 0 ? 'font-semibold text-danger-ink' : undefined}>
              {units.count(errors)}
              {errors > 0 && ` (${units.share(errors / requests)})`}
            </span>
          ),
        },
        { key: 'p50', head: 'p50', cell: ({ p50 }) => time(p50) },
        { key: 'p95', head: 'p95', cell: ({ p95 }) => <strong>{time(p95)}</strong> },
        { key: 'p99', head: 'p99', cell: ({ p99 }) => time(p99) },
        {
          key: 'loop',
          head: <Trans>Event loop (p99)</Trans>,
          cell: ({ eventLoopP99 }) => time(eventLoopP99),
        },
      ]}
    />
  );
}
