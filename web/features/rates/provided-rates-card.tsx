import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ProvidedRatesView } from '#shared/schemas/rate-schemas.ts';
import { amountToText } from '#web/lib/amount-text.ts';
import { providedRatesQuery, summaryQuery } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';

/** Who publishes rates, of when theirs are, and what is wrong with them. */
export function ProvidedRatesCard() {
  const query = useQuery(providedRatesQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The rates from outside could not be loaded</Trans>}
      skeletonRows={3}
    >
      {(provided) =>
        provided.providers.length + provided.rates.length > 0 && <Provided provided={provided} />
      }
    </QueryCard>
  );
}

function Provided({ provided }: { provided: ProvidedRatesView }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const { rates, providers, nextRefreshAt } = provided;
  const used = useUsedCurrencies();
  const inUse = rates.filter(({ currency }) => used.has(currency));
  const next = nextRefreshAt && format.instant(nextRefreshAt, timeZone);
  return (
    <Card>
      <CardHeader
        title={<Trans>Fetched every day</Trans>}
        description={
          next ? (
            <Trans>The first that knows a currency counts. Next after {next}.</Trans>
          ) : (
            <Trans>No new ones are fetched here. These are the last that are known.</Trans>
          )
        }
      />
      <div className="grid gap-6">
        <HeldBack provided={provided} />
        {providers.length > 0 && (
          <ItemList label={t`Where rates come from`}>
            {providers.map((provider) => (
              <Provider key={provider.name} provider={provider} />
            ))}
          </ItemList>
        )}
        {inUse.length > 0 && (
          <section>
            <h3 className="mb-4 font-sans text-sm font-semibold tracking-normal text-ink-faint">
              <Trans>In your totals</Trans>
            </h3>
            <RateList label={t`Rates in your totals`} rates={inUse} />
          </section>
        )}
        {rates.length > 0 && (
          <details>
            <summary className="w-fit rounded-xs text-sm font-medium text-ink-faint hover:text-ink">
              <Plural value={rates.length} one="# currency" other="All # currencies" />
            </summary>
            <div className="mt-6">
              <RateList label={t`All rates`} rates={rates} />
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

function Provider({
  provider: { title, homepage, newestOn, ageInDays, fault },
}: {
  provider: ProvidedRatesView['providers'][number];
}) {
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const day = newestOn && format.date(newestOn);
  const failedAt = fault && format.instant(fault.at, timeZone);
  return (
    <ItemRow
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <a
            href={homepage}
            target="_blank"
            rel="noreferrer"
            className={`${TEXT_LINK} inline-flex min-h-6 items-center gap-1.5`}
          >
            {title}
            <ExternalLink aria-hidden className="size-4" />
          </a>
          {fault && (
            <Badge tone="amber">
              <Trans>failed last time</Trans>
            </Badge>
          )}
          {ageInDays !== null && ageInDays > STALE_AFTER_DAYS && <Age days={ageInDays} />}
        </span>
      }
      detail={
        <>
          {day ? <Trans>Rates of {day}</Trans> : !fault && <Trans>Not needed so far</Trans>}
          {fault && (
            <span className="block">
              <Trans>
                {failedAt}: {fault.words}
              </Trans>
            </span>
          )}
        </>
      }
    />
  );
}

/** Weekends and holidays explain no more. */
const STALE_AFTER_DAYS = 4;

function Age({ days }: { days: number }) {
  return (
    <Badge tone="amber">
      <Plural value={days} one="# day old" other="# days old" />
    </Badge>
  );
}

function RateList({ label, rates }: { label: string; rates: ProvidedRatesView['rates'] }) {
  const { t } = useLingui();
  const format = useFormatter();
  return (
    <ItemList label={label}>
      {rates.map(({ currency, from, to, rate, on, source, ageInDays, isStale, isOverridden }) => {
        const value = amountToText(rate, format.locale);
        const day = format.date(on);
        return (
          <ItemRow
            key={currency}
            title={
              <span className="tabular flex flex-wrap items-center gap-x-3 gap-y-1">
                {t`1 ${from} = ${value} ${to}`}
                {isStale && <Age days={ageInDays} />}
                {isOverridden && (
                  <Badge>
                    <Trans>yours counts instead</Trans>
                  </Badge>
                )}
              </span>
            }
            detail={t`${format.currencyName(currency)}, ${day}, ${source}`}
          />
        );
      })}
    </ItemList>
  );
}

/** What moved too far to be believed at once. */
function HeldBack({ provided: { heldBack } }: { provided: ProvidedRatesView }) {
  const { t } = useLingui();
  const format = useFormatter();
  return heldBack.map(({ source, currency, on, rate, before, beforeOn }) => {
    const [day, dayBefore] = [format.date(on), format.date(beforeOn)];
    const value = amountToText(rate, format.locale);
    const last = amountToText(before, format.locale);
    return (
      <Notice
        key={source + currency}
        tone="warning"
        title={t`A new rate for ${currency} is held back`}
      >
        <Trans>
          {source} says 1 EUR = {value} {currency} on {day}, after {last} on {dayBefore}. A change
          of more than a fifth is often a mistake, so it counts only if the next day confirms it.
          You can enter a rate by hand meanwhile.
        </Trans>
      </Notice>
    );
  });
}

/** The currencies that the totals were converted from. */
function useUsedCurrencies(): ReadonlySet<string> {
  const { data } = useQuery(summaryQuery);
  return new Set(data?.rates.flatMap(({ from, to }) => [from, to]));
}
