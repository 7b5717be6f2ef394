import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone, Smartphone } from 'lucide-react';
import type { SessionView } from '#shared/schemas/account-schemas.ts';
import { api } from '#web/lib/api.ts';
import { browserName } from '#web/lib/browser-name.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { sessionsQuery } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useToast } from '#web/ui/toast.tsx';

/** Where one is signed in, and the way to end that from afar. */
export function SessionsCard() {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const query = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => api('DELETE auth/sessions/{id}', { params: { id } }))),
    onSuccess: (_, ids) =>
      toast({ text: ids.length === 1 ? t`Signed out there` : t`Signed out everywhere else` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });

  return (
    <QueryCard
      query={query}
      failure={<Trans>Your sessions could not be loaded</Trans>}
      skeletonRows={2}
    >
      {({ items }) => {
        const others = items.filter(({ isCurrent }) => !isCurrent);
        return (
          <Card>
            <CardHeader
              title={<Trans>Where you are signed in</Trans>}
              description={<Trans>End what you do not know, and change your password then.</Trans>}
              action={
                others.length > 1 && (
                  <Button
                    size="sm"
                    isBusy={end.isPending}
                    onClick={() => end.mutate(others.map(({ id }) => id))}
                  >
                    <Trans>Sign out everywhere else</Trans>
                  </Button>
                )
              }
            />
            <ItemList label={t`Sessions`}>
              {[...items.filter(({ isCurrent }) => isCurrent), ...others].map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  onEnd={() => end.mutate([session.id])}
                />
              ))}
            </ItemList>
          </Card>
        );
      }}
    </QueryCard>
  );
}

function SessionRow({ session, onEnd }: { session: SessionView; onEnd: () => void }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const { browser, system } = browserName(session.userAgent);
  const device =
    browser && system ? t`${browser} on ${system}` : (browser ?? system ?? t`Unknown device`);
  const Icon = system === 'iPhone' || system === 'Android' ? Smartphone : MonitorSmartphone;
  const seen = format.instant(session.lastSeenAt, timeZone);
  const begun = format.instant(session.createdAt, timeZone);
  return (
    <ItemRow
      lead={
        <span className="grid size-10 shrink-0 place-items-center rounded-md bg-tide-soft text-tide-ink">
          <Icon aria-hidden className="size-5" />
        </span>
      }
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {device}
          {session.isCurrent && (
            <Badge tone="kelp">
              <Trans>this one</Trans>
            </Badge>
          )}
        </span>
      }
      detail={
        session.isCurrent ? (
          <Trans>Since {begun}</Trans>
        ) : (
          <Trans>
            Last seen {seen}, since {begun}
          </Trans>
        )
      }
    >
      {!session.isCurrent && (
        <Button
          size="sm"
          variant="ghost"
          aria-label={t`Sign out ${device}, last seen ${seen}`}
          onClick={(event) => {
            event.currentTarget.closest('ul')?.focus();
            onEnd();
          }}
        >
          <Trans>Sign out</Trans>
        </Button>
      )}
    </ItemRow>
  );
}
