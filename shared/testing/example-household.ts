import fc from 'fast-check';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { HouseholdData } from '#shared/insights/household-data.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { Rate } from '#shared/money/rate.ts';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { datesBetween, rates, subscriptions } from './arbitraries.ts';

/** An entry of the ledger: paid as planned, unless `changes` say otherwise. */
export function examplePayment(
  changes: Pick<PaymentRecord, 'dueOn'> & Partial<PaymentRecord>,
): PaymentRecord {
  return {
    subscriptionId: '01980000-0000-7000-8000-000000000001',
    version: 1,
    status: 'paid',
    paidOn: null,
    amountMinor: null,
    currency: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

/** A household in euro on 15 June 2026. */
export function exampleHousehold({
  rates: known = [],
  ...changes
}: Partial<HouseholdData> & { rates?: Rate[] }): HouseholdData {
  return {
    baseCurrency: 'EUR',
    today: '2026-06-15',
    subscriptions: [],
    payments: [],
    rateBook: createRateBook(known),
    ...changes,
  };
}

/** Some subscriptions, some rates, and a ledger that deviates here and there. */
export const households: fc.Arbitrary<HouseholdData> = fc
  .record({
    today: datesBetween('2024-06-01', '2028-06-01'),
    subscriptions,
    rates: fc.array(rates, { maxLength: 12 }),
    entries: fc.array(
      fc.record({
        at: fc.nat(),
        status: fc.constantFrom('paid', 'skipped'),
        amount: fc.option(
          fc.record({ amountMinor: fc.nat(1_000_000), currency: fc.constantFrom('EUR', 'USD') }),
        ),
      }),
      { maxLength: 20 },
    ),
  })
  .map(({ today, subscriptions: rows, rates: known, entries }) => {
    const slots = rows.flatMap((row) => slotsOf(row, today));
    const payments =
      slots.length === 0
        ? []
        : entries.map(({ at, status, amount }) =>
            examplePayment({ ...(slots[at % slots.length] as Slot), status, ...amount }),
          );
    return exampleHousehold({ today, subscriptions: rows, payments, rates: known });
  });

type Slot = Pick<PaymentRecord, 'subscriptionId' | 'dueOn'>;

function slotsOf(row: Subscription, today: HouseholdData['today']): Slot[] {
  return occurrencesBetween(row, addDays(today, -60), addDays(today, 60)).map((dueOn) => ({
    subscriptionId: row.id,
    dueOn,
  }));
}
