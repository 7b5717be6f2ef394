import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BellOff, Check, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { formatAlertValue } from '#shared/alerts/alert-value.ts';
import type { AlertRuleView, AlertView } from '#shared/schemas/alert-schemas.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { ALERTS, alertsQuery } from './alerts-query.ts';
import { QuietDialog } from './quiet-dialog.tsx';
import { StateBadge } from './state-badge.tsx';

/** Whoever evaluates does so every ten seconds. */
const STALE_MS = 60_000;
const ORDER: Record<AlertRuleView['state'], number> = { firing: 0, pending: 1, inactive: 2 };

/** What fires, and what may soon. */
export function FiringCard() {
  const query = useQuery(alertsQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The alerts could not be loaded</Trans>}
      skeletonRows={4}
    >
      {({ items, evaluatedAt }) => {
        const loud = items
          .filter(({ state }) => state !== 'inactive')
          .sort((left, right) => ORDER[left.state] - ORDER[right.state]);
        const isStale =
          evaluatedAt === null || query.dataUpdatedAt - Date.parse(evaluatedAt) > STALE_MS;
        return (
          <Card>
            <CardHeader title={<Trans>Now</Trans>} />
            {isStale && (
              <Notice tone="warning" title={<Trans>Nobody is watching at the moment</Trans>}>
                <Trans>
                  No instance has looked at the rules for a minute. Right after a start that is
                  usual; otherwise look into the log.
                </Trans>
              </Notice>
            )}
            {loud.length === 0 && !isStale && (
              <EmptyState
                picture={<CircleCheck aria-hidden className="size-10 text-kelp" />}
                title={<Trans>All is well</Trans>}
                className="py-4"
              >
                <Trans>No alert fires.</Trans>
              </EmptyState>
            )}
            <div className="grid gap-4">
              {loud.map((rule) => (
                <LoudRule key={rule.rule} rule={rule} />
              ))}
            </div>
          </Card>
        );
      }}
    </QueryCard>
  );
}

function LoudRule({ rule }: { rule: AlertRuleView }) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [isSilencing, setIsSilencing] = useState(false);
  const acknowledge = useMutation({
    mutationFn: () =>
      api('POST operator/alerts/{rule}/acknowledge', { params: { rule: rule.rule } }),
    onSuccess: () => toast({ text: t`Nobody is reminded of it any more` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ALERTS }),
  });
  const isFiring = rule.state === 'firing';
  const isOpen = rule.alerts.some((each) => each.phase === 'firing' && !each.acknowledgedAt);
  return (
    <article
      aria-label={rule.title}
      className={`rounded-lg border p-4 ${isFiring ? 'border-danger' : 'border-line'}`}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="me-auto text-lg font-semibold">{rule.title}</h3>
        <StateBadge state={rule.state} />
        {rule.severity === 'page' && (
          <Badge tone="coral">
            <Trans>page</Trans>
          </Badge>
        )}
        {rule.quietUntil && (
          <Badge>
            <Trans>silenced</Trans>
          </Badge>
        )}
      </div>
      <p className="mt-2">{rule.meaning}</p>
      <p className="mt-1 font-semibold">{rule.firstStep}</p>
      <ul className="mt-3 grid gap-1 text-sm text-ink-soft">
        {rule.alerts.map((alert) => (
          <AlertLine key={alert.id} rule={rule} alert={alert} />
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink-faint">
        <Trans>
          Runbook: <code className="font-mono select-all wrap-anywhere">{rule.runbook}</code>
        </Trans>
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        {isOpen && (
          <Button
            size="sm"
            variant="primary"
            icon={Check}
            isBusy={acknowledge.isPending}
            onClick={() => acknowledge.mutate()}
          >
            <Trans>I take care of it</Trans>
          </Button>
        )}
        {!rule.quietUntil && (
          <Button size="sm" icon={BellOff} onClick={() => setIsSilencing(true)}>
            <Trans>Silence</Trans>
          </Button>
        )}
      </div>
      {isSilencing && (
        <QuietDialog
          rule={{ id: rule.rule, title: rule.title }}
          onClose={() => setIsSilencing(false)}
        />
      )}
    </article>
  );
}

function AlertLine({ rule, alert }: { rule: AlertRuleView; alert: AlertView }) {
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const since = format.instant(alert.since, timeZone);
  // How many of something says little without what is counted, which the rule's words are about.
  const isTelling = alert.value !== null && rule.unit !== 'count';
  const value = isTelling ? formatAlertValue(rule.unit, alert.value ?? 0) : null;
  return (
    <li className="flex flex-wrap gap-x-3">
      {alert.subject && <strong className="text-ink wrap-anywhere">{alert.subject}</strong>}
      <span>
        <Trans>since {since}</Trans>
      </span>
      {value !== null && <span className="tabular-nums">{value}</span>}
      {alert.note && <span className="wrap-anywhere">{alert.note}</span>}
      {alert.acknowledgedAt && (
        <span>
          <Trans>somebody takes care of it</Trans>
        </span>
      )}
      {alert.clearSince && (
        <span>
          <Trans>good again, held on for five minutes</Trans>
        </span>
      )}
    </li>
  );
}
