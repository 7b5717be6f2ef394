import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alertRule } from '#shared/alerts/alert-rules.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { ALERTS, quietQuery } from './alerts-query.ts';
import { QuietDialog } from './quiet-dialog.tsx';

interface Span {
  id: string;
  kind: 'silence' | 'maintenance';
  title: string;
  reason: string;
  until: string;
}

/** When nobody is told, of what, and why. */
export function QuietCard() {
  const { t } = useLingui();
  const query = useQuery(quietQuery);
  const [isPlanning, setIsPlanning] = useState(false);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The silences could not be loaded</Trans>}
      skeletonRows={2}
    >
      {({ silences, windows }) => {
        const spans: Span[] = [
          ...windows.map((each) => ({
            ...each,
            kind: 'maintenance' as const,
            title: t`Maintenance`,
          })),
          ...silences.map((each) => ({
            ...each,
            kind: 'silence' as const,
            title: alertRule(each.rule).title,
          })),
        ];
        return (
          <Card>
            <CardHeader
              title={<Trans>Silences and maintenance</Trans>}
              description={<Trans>Alerts are still recorded, and nobody is told of them.</Trans>}
              action={
                <Button size="sm" onClick={() => setIsPlanning(true)}>
                  <Trans>Start maintenance</Trans>
                </Button>
              }
            />
            {spans.length === 0 ? (
              <p className="text-ink-soft">
                <Trans>Nothing is silenced.</Trans>
              </p>
            ) : (
              <ItemList label={t`Silences and maintenance`}>
                {spans.map((span) => (
                  <SpanRow key={span.id} span={span} />
                ))}
              </ItemList>
            )}
            {isPlanning && <QuietDialog rule={null} onClose={() => setIsPlanning(false)} />}
          </Card>
        );
      }}
    </QueryCard>
  );
}

function SpanRow({ span: { id, kind, title, reason, until } }: { span: Span }) {
  const { t, i18n } = useLingui();
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const queryClient = useQueryClient();
  const toast = useToast();
  const end = useMutation({
    mutationFn: () =>
      kind === 'silence'
        ? api('DELETE operator/silences/{id}', { params: { id } })
        : api('DELETE operator/maintenance-windows/{id}', { params: { id } }),
    onSuccess: () => toast({ text: t`People are told again` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ALERTS }),
  });
  const untilText = format.instant(until, timeZone);
  return (
    <ItemRow
      title={title}
      detail={
        <span className="wrap-anywhere">
          <Trans>
            until {untilText}: {reason}
          </Trans>
        </span>
      }
    >
      <Button size="sm" variant="ghost" isBusy={end.isPending} onClick={() => end.mutate()}>
        <Trans>End</Trans>
      </Button>
    </ItemRow>
  );
}
