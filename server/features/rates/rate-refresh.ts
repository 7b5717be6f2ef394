import type { Egress } from '#server/adapters/egress/egress.ts';
import type { ProvidedRates as PublishedRates } from '#server/adapters/rates/rates.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import type { JobLog } from '#server/jobs/job-kind.ts';
import { type CalendarDate, isoWeekday, toEpochDay } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import { askRateProvider, type RateSource, RatesNotProvided } from './ask-rate-provider.ts';
import type { ProvidedRateRepository } from './provided-rate-repository.ts';
import type { RateTable } from './rate-table.ts';
import { storeBelievable } from './store-believable.ts';

export interface RateRefreshDeps {
  /** The first one that knows a currency gives its rate. */
  sources: readonly RateSource[];
  repository: ProvidedRateRepository;
  /** What is known since a day; of what was stored just now, too. */
  tableFrom(from: CalendarDate): Promise<RateTable>;
  renew(): Promise<void>;
  egress: Pick<Egress, 'request'>;
  clock: Clock;
}

export interface RateRefresh {
  /**
   * Asks all providers and keeps what is new. What one knows the next is not needed for, unless it
   * was not believed.
   * @throws RatesNotProvided if nobody answered
   */
  run(log: Pick<JobLog, 'info' | 'warn'>, signal: AbortSignal): Promise<void>;
}

const HISTORY_DAYS = 90;
/** Longer than any holidays of banks. */
const OLD_AFTER_DAYS = 8;

export function createRateRefresh(deps: RateRefreshDeps): RateRefresh {
  const { repository, egress, clock } = deps;

  /** The newest day, and all since the last one known where there are gaps before it. */
  async function ask(source: RateSource, isNeeded: (currency: string) => boolean) {
    const { newest, history } = source.provider;
    const today = todayIn('UTC', clock.now());
    const days = await askRateProvider(egress, source, newest);
    const last = days.at(-1) as PublishedRates;
    assertOfNow(last.on, today);
    const needed = [...last.perEuro.keys()].filter(isNeeded);
    const since = await firstGap(needed, last.on, addDays(today, -HISTORY_DAYS));
    if (!history || since === null) return days;
    const older = await askRateProvider(egress, source, history(since));
    return [...older.filter(({ on }) => on < last.on), last];
  }

  /** The day after which the rates of some currency are missing; null: of none. */
  async function firstGap(
    currencies: readonly string[],
    last: CalendarDate,
    first: CalendarDate,
  ): Promise<CalendarDate | null> {
    const table = await deps.tableFrom(first);
    const expected = businessDayBefore(last);
    const gaps = currencies.flatMap((currency) => {
      const known = table.find(currency, addDays(last, -1))?.on ?? first;
      return known < expected ? [known < first ? first : known] : [];
    });
    return gaps.sort()[0] ?? null;
  }

  return {
    async run(log, signal) {
      const covered = new Set<string>();
      const faults: string[] = [];
      for (const source of deps.sources) {
        signal.throwIfAborted();
        const { name } = source.provider;
        try {
          const isNeeded = (currency: string) => !covered.has(currency);
          const days = await ask(source, isNeeded);
          const believed = await storeBelievable(deps, { name, days, isNeeded, log });
          for (const currency of believed) covered.add(currency);
          const answeredAt = instantOf(clock.now());
          await repository.putState({
            provider: name,
            answeredAt,
            faultAt: null,
            faultWords: null,
          });
          await deps.renew();
        } catch (error) {
          // Not the provider's fault: all of it is tried again.
          if (!(error instanceof RatesNotProvided)) throw error;
          faults.push(`${name}: ${error.message}`);
          log.warn({ provider: name, reason: error.message }, 'no exchange rates');
          await noteFault(name, error.message);
        }
      }
      if (faults.length > 0 && faults.length === deps.sources.length) {
        throw new RatesNotProvided(faults.join('; '));
      }
    },
  };

  async function noteFault(provider: string, faultWords: string): Promise<void> {
    const states = await repository.listStates();
    const answeredAt = states.find((state) => state.provider === provider)?.answeredAt ?? null;
    const faultAt = instantOf(clock.now());
    await repository.putState({ provider, answeredAt, faultAt, faultWords });
  }
}

function assertOfNow(on: CalendarDate, today: CalendarDate): void {
  // Rates are published for a day that has begun somewhere.
  if (on > addDays(today, 1)) throw new RatesNotProvided(`Its newest rates are of ${on}`);
  if (on < addDays(today, -OLD_AFTER_DAYS)) {
    throw new RatesNotProvided(`Its newest rates are of ${on}, which is long ago`);
  }
}

/** Monday to Friday; holidays only lead to a question too many. */
function businessDayBefore(day: CalendarDate): CalendarDate {
  const weekday = isoWeekday(toEpochDay(day));
  if (weekday === 1) return addDays(day, -3);
  return addDays(day, weekday === 7 ? -2 : -1);
}
