import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { SubscriptionRemindersView } from '#shared/schemas/reminder-schemas.ts';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { useCanWrite, useToday } from '#web/lib/session.tsx';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { kindsFor, type ReachedSubscription } from './kind-reach.ts';
import { KIND_WORDS } from './kind-words.ts';
import { NextReminders } from './next-reminders.tsx';
import { subscriptionRemindersQuery } from './reminder-queries.ts';
import { useRuleText } from './use-days-text.ts';

const SubscriptionRulesDialog = lazyComponent(
  () => import('./subscription-rules-dialog.tsx'),
  'SubscriptionRulesDialog',
);

type RemindedSubscription = ReachedSubscription & { id: string; name: string };

/** What goes out next about a subscription, and by which rules. */
export function SubscriptionRemindersCard({ view }: { view: RemindedSubscription }) {
  const canWrite = useCanWrite();
  const today = useToday();
  const query = useQuery(subscriptionRemindersQuery(view.id));
  const [isChanging, setChanging] = useState(false);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The reminders could not be loaded</Trans>}
      skeletonRows={5}
    >
      {(settings) => {
        const kinds = kindsFor(view, today, settings.rules);
        return (
          <Card>
            <CardHeader
              title={<Trans>Reminders</Trans>}
              action={
                canWrite &&
                kinds.length > 0 && (
                  <Button size="sm" onClick={() => setChanging(true)}>
                    <Trans>Change</Trans>
                  </Button>
                )
              }
            />
            {kinds.length === 0 ? (
              <p className="text-ink-faint">
                <Trans>There is nothing left to remind of.</Trans>
              </p>
            ) : (
              <>
                <NextReminders subscriptionId={view.id} />
                <Rules settings={settings} kinds={kinds} />
              </>
            )}
            {isChanging && (
              <Suspense>
                <SubscriptionRulesDialog
                  id={view.id}
                  name={view.name}
                  kinds={kinds}
                  settings={settings}
                  onClose={() => setChanging(false)}
                />
              </Suspense>
            )}
          </Card>
        );
      }}
    </QueryCard>
  );
}

function Rules({
  settings: { rules, inForce },
  kinds,
}: {
  settings: SubscriptionRemindersView;
  kinds: ReturnType<typeof kindsFor>;
}) {
  const { i18n } = useLingui();
  const ruleText = useRuleText();
  return (
    <dl>
      {kinds.map((kind) => (
        <div
          key={kind}
          className="flex justify-between gap-4 border-b border-line py-2.5 last:border-0 last:pb-0"
        >
          <dt className="min-w-0 text-ink-faint">{i18n._(KIND_WORDS[kind].title)}</dt>
          <dd className="grid min-w-0 justify-items-end gap-1 text-end font-medium">
            {ruleText(kind, inForce[kind])}
            {rules[kind] && (
              <Badge tone="tide">
                <Trans>only here</Trans>
              </Badge>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
