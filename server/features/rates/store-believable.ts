import type { ProvidedRates } from '#server/adapters/rates/rates.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import type { JobLog } from '#server/jobs/job-kind.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { judgeRates, type RatesBefore } from './plausible-rates.ts';
import type { ProvidedRateRepository, RateSheet } from './provided-rate-repository.ts';
import type { RateTable } from './rate-table.ts';

export interface BelievableDeps {
  repository: Pick<ProvidedRateRepository, 'insertNew' | 'findNewest'>;
  tableFrom(from: ProvidedRates['on']): Promise<RateTable>;
  clock: Clock;
}

/** What a provider said. */
export interface RateAnswer {
  name: string;
  /** Ascending; at least one. */
  days: readonly ProvidedRates[];
  isNeeded(currency: string): boolean;
  log: Pick<JobLog, 'info' | 'warn'>;
}

/**
 * Keeps of an answer what is needed and believed, day after day, each judged by what was believed
 * before it.
 * @returns the currencies that were believed on the newest day
 */
export async function storeBelievable(
  { repository, tableFrom, clock }: BelievableDeps,
  { name, days, isNeeded, log }: RateAnswer,
): Promise<string[]> {
  const first = days[0] as ProvidedRates;
  const table = await tableFrom(first.on);
  const last = days.at(-1) as ProvidedRates;
  const stored = await Promise.all([first, last].map((day) => repository.findNewest(name, day.on)));
  const fetchedAt = instantOf(clock.now());
  const sheets: RateSheet[] = [];
  for (const { on, perEuro } of days) {
    const before = ratesBefore(on, table, sheets, stored);
    const needed = [...perEuro].filter(([currency]) => isNeeded(currency));
    sheets.push({ provider: name, on, fetchedAt, ...judgeRates(on, needed, before) });
  }
  await repository.insertNew(
    sheets.filter(({ perEuro, heldBack }) => Object.keys(perEuro).length + heldBack.length > 0),
  );
  const newest = sheets.at(-1) as RateSheet;
  report(newest, log);
  return Object.keys(newest.perEuro);
}

function ratesBefore(
  on: RateSheet['on'],
  table: RateTable,
  sheets: readonly RateSheet[],
  stored: readonly (RateSheet | null)[],
): RatesBefore {
  const [sheetBefore] = [...stored, ...sheets]
    .filter((sheet) => sheet !== null)
    .filter((sheet) => sheet.on < on)
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  const held = sheetBefore?.heldBack ?? [];
  return {
    believed(currency) {
      const known = table.find(currency, addDays(on, -1));
      const mine = sheets.findLast(({ perEuro }) => perEuro[currency] !== undefined);
      if (!mine || (known && known.on > mine.on)) return known;
      return { rate: mine.perEuro[currency] as string, on: mine.on };
    },
    heldBack: (currency) => held.find((each) => each.currency === currency)?.rate ?? null,
  };
}

function report({ provider, on, perEuro, heldBack }: RateSheet, log: RateAnswer['log']): void {
  log.info({ provider, on, count: Object.keys(perEuro).length }, 'exchange rates are here');
  for (const { currency, rate, before, beforeOn } of heldBack) {
    log.warn(
      { provider, on, currency, rate, before, beforeOn },
      'exchange rate held back: it moved by more than a fifth',
    );
  }
}
