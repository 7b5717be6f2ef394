import { Trans, useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { circuitSchema } from '#shared/schemas/operation-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge, type Tone } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';

type Circuit = z.output<typeof circuitSchema>;

const circuitsQuery = queryOptions({
  queryKey: ['operator', 'circuits'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => api('GET operator/circuits', { signal }),
});

const TONES: Record<Circuit['state'], Tone> = {
  closed: 'kelp',
  'half-open': 'amber',
  open: 'danger',
  isolated: 'amber',
};

/** What the instance that answers depends on, and whether it answers. */
export function CircuitsCard() {
  const { t } = useLingui();
  const query = useQuery(circuitsQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>What this server depends on could not be loaded</Trans>}
      skeletonRows={3}
    >
      {({ items }) => (
        <Card>
          <CardHeader
            title={<Trans>Dependencies</Trans>}
            description={<Trans>As the server that answers you sees them</Trans>}
          />
          {items.length === 0 ? (
            <p className="text-ink-soft">
              <Trans>It depends on nothing outside of itself.</Trans>
            </p>
          ) : (
            <ItemList label={t`Dependencies`}>
              {items.map((circuit) => (
                <CircuitRow key={circuit.name} circuit={circuit} />
              ))}
            </ItemList>
          )}
        </Card>
      )}
    </QueryCard>
  );
}

function CircuitRow({ circuit: { name, state, since, lastChange } }: { circuit: Circuit }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const words: Record<Circuit['state'], string> = {
    closed: t`Answers`,
    'half-open': t`Being tried again`,
    open: t`Does not answer`,
    isolated: t`Cut off by hand`,
  };
  const sinceText = format.instant(since, timeZone);
  return (
    <ItemRow
      title={name}
      detail={
        lastChange?.fault ? (
          <Trans>
            since {sinceText}, last error {lastChange.fault}
          </Trans>
        ) : (
          <Trans>since {sinceText}</Trans>
        )
      }
    >
      <Badge tone={TONES[state]}>{words[state]}</Badge>
    </ItemRow>
  );
}
