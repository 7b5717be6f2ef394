import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CircuitEventView, CircuitHistory } from '#shared/schemas/operation-schemas.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { CircuitEvents } from './circuit-events.tsx';
import { circuitHistoryQuery, circuitsQuery, startsQuery } from './circuit-queries.ts';
import { CircuitRow, type LastError } from './circuit-row.tsx';
import { knownSince } from './known-since.ts';

/** What this installation depends on: how it is, how it was, and what happened. */
export function CircuitsPanel({
  window,
  every,
  onEvery,
}: {
  window: { from: number; to: number };
  /** What is listed of what happened. */
  every: 'turn' | 'change';
  onEvery: (every: 'turn' | 'change') => void;
}) {
  const { t } = useLingui();
  const circuits = useQuery(circuitsQuery);
  const history = useInfiniteQuery(circuitHistoryQuery({ ...window, every }));
  const [first] = history.data?.pages ?? [];
  const marks = useQuery(startsQuery);
  const since = knownSince(marks.data?.items ?? [], first?.timelines ?? []);
  const events = history.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="grid gap-6">
      <QueryCard
        query={circuits}
        failure={<Trans>What this installation depends on could not be loaded</Trans>}
        skeletonRows={4}
      >
        {({ items }) => (
          <Card>
            <CardHeader
              title={<Trans>How they are and were</Trans>}
              description={
                <Trans>
                  Now as the instance sees them that answers you, and in the strips as all instances
                  did: low and green is well, high is trouble.
                </Trans>
              }
            />
            {items.length === 0 ? (
              <p className="text-ink-soft">
                <Trans>
                  Nothing outside of the program is used: no Redis, no mail server, no other
                  database.
                </Trans>
              </p>
            ) : (
              <ul aria-label={t`Dependencies`} className="-my-5 divide-y divide-line">
                {items.map((circuit) => (
                  <CircuitRow
                    key={circuit.name}
                    circuit={circuit}
                    since={since}
                    timeline={first?.timelines.find(({ name }) => name === circuit.name)}
                    lastError={lastErrorOf(circuit.name, events)}
                  />
                ))}
              </ul>
            )}
            {first && items.length > 0 && <Period history={first} since={since} />}
          </Card>
        )}
      </QueryCard>
      <CircuitEvents history={history} events={events} every={every} onEvery={onEvery} />
    </div>
  );
}

function lastErrorOf(circuit: string, events: readonly CircuitEventView[]): LastError | undefined {
  const found = events.find((event) => event.circuit === circuit && event.words !== null);
  return found && { at: found.at, words: found.words ?? '' };
}

function Period({
  history: { from, to, knownFrom },
  since,
}: {
  history: CircuitHistory;
  since: number;
}) {
  const { instant } = useMomentWords();
  const [begin, end] = [instant(knownFrom), instant(to)];
  return (
    <div className="mt-6 text-xs text-ink-faint">
      <p className="flex flex-wrap justify-between gap-x-4 tabular-nums">
        <span>{begin}</span>
        <span>{end}</span>
      </p>
      {since > Date.parse(knownFrom) && (
        <p className="mt-2 text-sm text-ink-soft">
          <Trans>Of the time before the strips begin nothing is known.</Trans>
        </p>
      )}
      {knownFrom !== from && (
        <p className="mt-2 text-sm text-ink-soft">
          <Trans>
            There was too much to show all of it: the strips begin at {begin}. Choose a shorter
            time.
          </Trans>
        </p>
      )}
    </div>
  );
}
