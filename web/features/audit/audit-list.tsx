import { Trans, useLingui } from '@lingui/react/macro';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { OperatorActView } from '#shared/schemas/operation-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Badge, type Tone } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useActWords } from './use-act-words.ts';

const auditQuery = infiniteQueryOptions({
  queryKey: ['operator', 'audit'],
  refetchInterval: 30_000,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) =>
    api('GET operator/audit', { query: { cursor }, signal }),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

const TONES: Record<OperatorActView['outcome'], Tone> = {
  done: 'kelp',
  refused: 'amber',
  failed: 'danger',
};

/** Who changed something of the installation, or tried to. */
export function AuditList() {
  const { t } = useLingui();
  const query = useInfiniteQuery(auditQuery);
  return (
    <QueryCard
      query={{ ...query, error: query.data ? null : query.error }}
      failure={<Trans>What operators did could not be loaded</Trans>}
      skeletonRows={6}
    >
      {({ pages }) => {
        const acts = pages.flatMap(({ items }) => items);
        return (
          <Card>
            <CardHeader
              title={<Trans>What operators did</Trans>}
              description={
                <Trans>
                  Newest first, also what was refused. It is kept for 13 months, and nobody can
                  change it here.
                </Trans>
              }
            />
            {acts.length === 0 ? (
              <EmptyState title={<Trans>Nothing yet</Trans>} className="py-4">
                <Trans>
                  Whatever an operator changes stands here, with who it was and what came of it.
                </Trans>
              </EmptyState>
            ) : (
              <ul aria-label={t`What operators did`} className="-my-3 divide-y divide-line">
                {acts.map((act) => (
                  <ActRow key={act.id} act={act} />
                ))}
              </ul>
            )}
            <MoreOfList query={query} failure={<Trans>Earlier ones could not be loaded</Trans>} />
          </Card>
        );
      }}
    </QueryCard>
  );
}

function ActRow({ act }: { act: OperatorActView }) {
  const { t } = useLingui();
  const { instant } = useMomentWords();
  const wordsOf = useActWords();
  const { at, userName, userId, status, outcome, requestId, instanceId } = act;
  const outcomes: Record<OperatorActView['outcome'], string> = {
    done: t`Done`,
    refused: t`Refused`,
    failed: t`Failed`,
  };
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="min-w-0 font-semibold wrap-anywhere">{wordsOf(act)}</p>
        <Badge tone={TONES[outcome]}>
          {outcomes[outcome]} · {status}
        </Badge>
      </div>
      <p className="text-sm text-ink-soft tabular-nums">
        {userName ?? t`Deleted account ${userId}`} · {instant(at)}
      </p>
      <p className="flex flex-wrap gap-x-3 font-mono text-xs text-ink-faint wrap-anywhere">
        <span>
          <Trans>request {requestId}</Trans>
        </span>
        <span>
          <Trans>instance {instanceId}</Trans>
        </span>
      </p>
    </li>
  );
}
