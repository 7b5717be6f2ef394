import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import { addCycles } from '#shared/dates/date-arithmetic.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';

export type ViewPrice = SubscriptionView['prices'][number];

export type PhaseKind = 'past' | 'current' | 'announced';

export interface PricePhaseLine extends ViewPrice {
  kind: PhaseKind;
  /** Share of the price before, 0.25 is 25 % more; null for the first and after another currency. */
  change: number | null;
}

/** The phases, newest first, with what each means today. Ascending by `from` as the API answers. */
export function phaseLines(prices: readonly ViewPrice[], today: CalendarDate): PricePhaseLine[] {
  const current = Math.max(
    0,
    prices.findLastIndex(({ from }) => from <= today),
  );
  return prices
    .map((price, at) => ({
      ...price,
      kind: kindOf(at, current),
      change: changeFrom(prices[at - 1], price),
    }))
    .reverse();
}

/** What a chart can show together: the run of phases around today in one currency. */
export function drawablePhases(
  prices: readonly ViewPrice[],
  today: CalendarDate,
): readonly ViewPrice[] {
  const current = Math.max(
    0,
    prices.findLastIndex(({ from }) => from <= today),
  );
  const currency = prices[current]?.currency;
  const before = prices.slice(0, current).findLastIndex((price) => price.currency !== currency);
  const after = prices.findIndex((price, at) => at > current && price.currency !== currency);
  return prices.slice(before + 1, after === -1 ? undefined : after);
}

/** Where the drawing ends: some time after what is known, so that the last step can be seen. */
export function chartEnd(phases: readonly ViewPrice[], today: CalendarDate): number {
  const last = phases.at(-1)?.from ?? today;
  return toEpochDay(addCycles(last > today ? last : today, { every: 3, unit: 'month' }, 1));
}

function kindOf(at: number, current: number): PhaseKind {
  if (at === current) return 'current';
  return at < current ? 'past' : 'announced';
}

// A share for people to read, not a sum: floating point is good enough.
function changeFrom(before: ViewPrice | undefined, price: ViewPrice): number | null {
  if (!before || before.currency !== price.currency || Number(before.amount) === 0) return null;
  return Number(price.amount) / Number(before.amount) - 1;
}
