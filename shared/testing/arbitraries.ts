import fc from 'fast-check';
import { type CalendarDate, fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { CURRENCY_CODES } from '#shared/money/currencies.ts';
import type { Rate } from '#shared/money/rate.ts';
import {
  type BillingFacts,
  type Cycle,
  type Pause,
  type PricePhase,
  type ScheduleFacts,
  type Subscription,
  UNITS,
  WEEKEND_RULES,
} from '#shared/subscriptions/subscription.ts';
import { exampleSubscription } from './example-subscription.ts';

/** Uniform over the days, both ends included. */
export function datesBetween(from: CalendarDate, to: CalendarDate): fc.Arbitrary<CalendarDate> {
  return fc.integer({ min: toEpochDay(from), max: toEpochDay(to) }).map(fromEpochDay);
}

/** Every second one lies where mistakes are made: at the end of a month, on a leap day. */
export const anchors: fc.Arbitrary<CalendarDate> = fc.oneof(
  datesBetween('1900-01-01', '2200-12-31'),
  fc.constantFrom<CalendarDate>(
    '2026-01-28',
    '2026-01-29',
    '2026-01-30',
    '2026-01-31',
    '2024-02-29',
    '2026-02-28',
    '2026-04-30',
    '2025-12-31',
    '2000-02-29',
    '1999-12-31',
  ),
);

export const cycles: fc.Arbitrary<Cycle> = fc.record({
  every: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 999 })),
  unit: fc.constantFrom(...UNITS),
});

/** Within 40 years around 2026: near enough to meet the pauses and cancellations below. */
export const days: fc.Arbitrary<CalendarDate> = datesBetween('2006-01-01', '2046-12-31');

const pauses: fc.Arbitrary<Pause> = fc
  .record({ from: days, length: fc.option(fc.integer({ min: 1, max: 900 }), { freq: 8 }) })
  .map(({ from, length }) => ({ from, until: length === null ? null : addDays(from, length) }));

const cancellations = fc.option(
  fc.record({ cancelledOn: days, lasts: fc.integer({ min: 0, max: 800 }) }),
  { freq: 3 },
);

/** In any order and overlapping: what people do. */
export const scheduleFacts: fc.Arbitrary<ScheduleFacts> = fc
  .record({
    cycle: fc.option(cycles, { freq: 9 }),
    anchor: anchors,
    weekendRule: fc.constantFrom(...WEEKEND_RULES),
    pauses: fc.array(pauses, { maxLength: 4 }),
    cancellation: cancellations,
  })
  .map(({ cancellation, ...facts }) => ({
    ...facts,
    cancelledOn: cancellation?.cancelledOn ?? null,
    accessUntil: cancellation && addDays(cancellation.cancelledOn, cancellation.lasts),
  }));

export const currencies: fc.Arbitrary<string> = fc.constantFrom(...CURRENCY_CODES);

export const minorAmounts: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 10 ** 15 - 1 }),
);

function pricesFrom(anchor: CalendarDate): fc.Arbitrary<PricePhase[]> {
  const phase = fc.record({
    gap: fc.integer({ min: 1, max: 1_000 }),
    amountMinor: minorAmounts,
    currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
  });
  return fc.array(phase, { minLength: 1, maxLength: 4 }).map((phases) => {
    let from = anchor;
    return phases.map(({ gap, amountMinor, currency }, at) => {
      if (at > 0) from = addDays(from, gap);
      return { from, amountMinor, currency };
    });
  });
}

export const billingFacts: fc.Arbitrary<BillingFacts> = scheduleFacts.chain((facts) =>
  fc.record({
    cycle: fc.constant(facts.cycle),
    anchor: fc.constant(facts.anchor),
    weekendRule: fc.constant(facts.weekendRule),
    pauses: fc.constant(facts.pauses),
    cancelledOn: fc.constant(facts.cancelledOn),
    accessUntil: fc.constant(facts.accessUntil),
    prices: pricesFrom(facts.anchor),
    trialEndsOn: fc.option(fc.integer({ min: 1, max: 60 }).map((d) => addDays(facts.anchor, -d))),
    autoRenews: fc.boolean(),
    notice: fc.option(cycles),
    minimumTermEndsOn: fc.option(
      fc.integer({ min: 0, max: 1_000 }).map((d) => addDays(facts.anchor, d)),
    ),
  }),
);

/** Up to six, with distinct ids and some categories. */
export const subscriptions: fc.Arbitrary<Subscription[]> = fc
  .array(fc.record({ facts: billingFacts, categoryId: fc.constantFrom('a', 'b', null) }), {
    maxLength: 6,
  })
  .map((all) =>
    all.map(({ facts, categoryId }, at) =>
      exampleSubscription({ ...facts, id: `subscription-${at}`, name: `Number ${at}`, categoryId }),
    ),
  );

export const rates: fc.Arbitrary<Rate> = fc
  .record({
    pair: fc.constantFrom(['USD', 'EUR'], ['EUR', 'USD'], ['JPY', 'EUR'], ['EUR', 'KWD']),
    whole: fc.integer({ min: 0, max: 999 }),
    fraction: fc.integer({ min: 1, max: 99_999 }),
    on: datesBetween('2024-01-01', '2028-12-31'),
    source: fc.constantFrom('manual', 'ecb', 'other'),
  })
  .map(({ pair: [from = '', to = ''], whole, fraction, on, source }) => ({
    from,
    to,
    rate: `${whole}.${String(fraction).padStart(5, '0')}`,
    on,
    source,
  }));
