import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { RateView } from '#shared/schemas/household-schemas.ts';
import { amountToText } from '#web/lib/amount-text.ts';
import { api } from '#web/lib/api.ts';
import {
  forecastQuery,
  HOUSEHOLD_DATA,
  providedRatesQuery,
  ratesQuery,
  summaryQuery,
} from '#web/lib/queries.ts';
import { useCanWrite, useSession, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { EditAndDelete, ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { arrangeRates, type RatePair } from './arrange-rates.ts';
import { MissingRateNotices } from './missing-rate-notices.tsx';
import { type MissingRate, missingRates } from './missing-rates.ts';
import { ProvidedRatesCard } from './provided-rates-card.tsx';
import { RateDialog } from './rate-dialog.tsx';
import type { RateSearch } from './rate-search.ts';

const MONTHS_AHEAD = 12;
/** As far back as rates are fetched at first. */
const FETCHED_DAYS = 90;

/** The rates that come by themselves, those entered by hand, and those that somebody should enter. */
export function RatesPanel({ search }: { search: RateSearch }) {
  const canWrite = useCanWrite();
  const today = useToday();
  const { baseCurrency } = useSession().household;
  const query = useInfiniteQuery(ratesQuery);
  const rates = query.data?.pages.flatMap(({ items }) => items);
  const missing = useMissingRates(search, rates);
  const [entered, setEntered] = useState<Pick<MissingRate, 'currency' | 'since'> | null>(null);
  const likely = baseCurrency === 'USD' ? 'EUR' : 'USD';

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <MissingRateNotices
        missing={missing}
        baseCurrency={baseCurrency}
        onEnter={
          canWrite
            ? ({ currency, since }) =>
                setEntered({ currency, since: daysBetween(since, today) > 0 ? since : today })
            : undefined
        }
      />
      <ProvidedRatesCard />
      <QueryCard
        query={query}
        failure={<Trans>The rates could not be loaded</Trans>}
        skeletonRows={4}
      >
        {() => {
          const pairs = arrangeRates(rates ?? [], today);
          return (
            <Card>
              <CardHeader
                title={<Trans>Entered by hand</Trans>}
                description={
                  <Trans>
                    These go before fetched ones, from their day on until you delete them.
                  </Trans>
                }
                action={
                  canWrite && (
                    <Button
                      size="sm"
                      variant="primary"
                      icon={Plus}
                      onClick={() =>
                        setEntered({ currency: missing[0]?.currency ?? likely, since: today })
                      }
                    >
                      <Trans>Add rate</Trans>
                    </Button>
                  )
                }
              />
              {pairs.length === 0 ? (
                <EmptyState title={<Trans>No rates of your own</Trans>} className="py-4">
                  <Trans>
                    Enter one where your bank charges another rate, or where none is known.
                  </Trans>
                </EmptyState>
              ) : (
                <div className="grid gap-8">
                  {pairs.map((pair) => (
                    <PairRates key={pair.from + pair.to} pair={pair} canWrite={canWrite} />
                  ))}
                </div>
              )}
              {query.hasNextPage && (
                <Button
                  size="sm"
                  variant="ghost"
                  className="mt-5"
                  isBusy={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  <Trans>Show more</Trans>
                </Button>
              )}
            </Card>
          );
        }}
      </QueryCard>
      {entered && (
        <RateDialog {...entered} baseCurrency={baseCurrency} onClose={() => setEntered(null)} />
      )}
    </div>
  );
}

function PairRates({
  pair: { from, to, rates, current },
  canWrite,
}: {
  pair: RatePair;
  canWrite: boolean;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const remove = useRemoveRate();
  return (
    <section>
      <h3 className="mb-4 font-sans text-sm font-semibold tracking-normal text-ink-faint">
        {t`${format.currencyName(from)} in ${format.currencyName(to)}`}
      </h3>
      <ItemList label={t`Rates from ${from} to ${to}`}>
        {rates.map((rate) => {
          const value = amountToText(rate.rate, format.locale);
          const day = format.date(rate.on);
          return (
            <ItemRow
              key={rate.on}
              title={
                <span className="tabular flex flex-wrap items-center gap-x-3 gap-y-1">
                  {t`1 ${from} = ${value} ${to}`}
                  {rate.on === current && (
                    <Badge tone="kelp">
                      <Trans>holds today</Trans>
                    </Badge>
                  )}
                </span>
              }
              detail={
                rate.source === 'manual' ? (
                  <Trans>From {day}, entered by hand</Trans>
                ) : (
                  <Trans>
                    From {day}, {rate.source}
                  </Trans>
                )
              }
            >
              {canWrite && (
                <EditAndDelete
                  name={t`rate of ${day}, ${from} to ${to}`}
                  onDelete={() => void remove(rate)}
                />
              )}
            </ItemRow>
          );
        })}
      </ItemList>
    </section>
  );
}

/** What the totals of today and of the months ahead lack, and what the address asks for. */
function useMissingRates(
  { currency, since }: RateSearch,
  rates: readonly RateView[] | undefined,
): MissingRate[] {
  const today = useToday();
  const { baseCurrency } = useSession().household;
  const summary = useQuery(summaryQuery).data;
  const forecast = useQuery(forecastQuery(MONTHS_AHEAD)).data;
  const provided = useQuery(providedRatesQuery).data;
  const known = missingRates([...(summary?.unconverted ?? []), ...(forecast?.unconverted ?? [])]);
  if (!rates || !currency || currency === baseCurrency) return known;
  if (known.some((rate) => rate.currency === currency)) return known;
  const on = since ?? today;
  const isFetched = provided?.rates.some((rate) => rate.currency === currency) ?? true;
  const isKnown =
    createRateBook(rates).rateOn(currency, baseCurrency, on, today) !== null ||
    (isFetched && daysBetween(on, today) <= FETCHED_DAYS);
  return isKnown ? known : [{ currency, since: on, names: [] }, ...known];
}

function useRemoveRate() {
  const { t } = useLingui();
  const format = useFormatter();
  const undoable = useUndoable(HOUSEHOLD_DATA);
  return ({ from, to, on, rate }: RateView) => {
    const params = { from, to };
    const day = format.date(on);
    return undoable({
      run: () => api('DELETE rates/{from}/{to}', { params, query: { on } }),
      undo: () => api('PUT rates/{from}/{to}', { params, body: { rate, on } }),
      done: t`The rate of ${day} is deleted`,
      undone: t`The rate of ${day} is back`,
    });
  };
}
