import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { AlertIncidentView } from '#shared/schemas/alert-schemas.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { alertHistoryQuery } from './alerts-query.ts';

/** What fired within the range, and how long it took until it was over. */
export function IncidentsCard({ window }: { window: { from: number; to: number } }) {
  const { t } = useLingui();
  const query = useQuery(alertHistoryQuery(window));
  return (
    <QueryCard
      query={query}
      failure={<Trans>The history could not be loaded</Trans>}
      skeletonRows={3}
    >
      {({ items }) => {
        const ended = items.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
        const middle = medianOf(ended);
        const medianText = middle === null ? null : durationText(middle);
        return (
          <Card>
            <CardHeader
              title={<Trans>History</Trans>}
              description={medianText && <Trans>Half of them were over within {medianText}.</Trans>}
            />
            {items.length === 0 ? (
              <p className="text-ink-soft">
                <Trans>Nothing fired in this time.</Trans>
              </p>
            ) : (
              <ItemList label={t`History`}>
                {items.map((incident) => (
                  <IncidentRow key={incident.id} incident={incident} />
                ))}
              </ItemList>
            )}
          </Card>
        );
      }}
    </QueryCard>
  );
}

function IncidentRow({ incident }: { incident: AlertIncidentView }) {
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const { title, subject, firedAt, seconds, note } = incident;
  const at = format.instant(firedAt, timeZone);
  const name = subject ? `${title}: ${subject}` : title;
  return (
    <ItemRow
      title={<span className="wrap-anywhere">{name}</span>}
      detail={
        <span className="wrap-anywhere">
          {at}
          {note && ` · ${note}`}
        </span>
      }
    >
      {seconds === null ? (
        <Badge tone="danger">
          <Trans>firing</Trans>
        </Badge>
      ) : (
        <span className="pe-2 text-sm text-ink-soft tabular-nums">{durationText(seconds)}</span>
      )}
    </ItemRow>
  );
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;
}
