import fc from 'fast-check';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { ReminderSubjects } from '#shared/reminders/planned-reminders.ts';
import type { Cycle, Subscription } from '#shared/subscriptions/subscription.ts';
import { billingFacts } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';

/** Whole numbers below `limit`, and choices: the same for the same seed. */
export function createRandom(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return { below, oneOf: <Item>(items: readonly Item[]) => items[below(items.length)] as Item };
}

export function newSubscriptions(seed: number, count: number, createdAt: string): Subscription[] {
  const facts = fc.sample(billingFacts, { seed, numRuns: count });
  return facts.map((each, at) =>
    exampleSubscription({
      ...each,
      // Near enough for something to happen within the two years.
      cycle: at % 3 === 0 ? { every: 1 + (at % 4), unit: 'month' } : shortened(each.cycle),
      notice: shortened(each.notice),
      anchor: each.anchor > '2027-12-31' ? '2026-06-30' : each.anchor,
      id: `s${at}`,
      createdAt,
      paymentMethodId: at % 5 === 0 ? 'card' : null,
    }),
  );
}

function shortened(cycle: Cycle | null): Cycle | null {
  return cycle && { ...cycle, every: 1 + (cycle.every % (cycle.unit === 'year' ? 3 : 20)) };
}

/** @returns where the subscription is that was changed */
export function editOne(
  subjects: MutableSubjects,
  random: ReturnType<typeof createRandom>,
  now: number,
): number {
  const today = new Date(now).toISOString().slice(0, 10) as CalendarDate;
  const at = random.below(subjects.subscriptions.length);
  const old = subjects.subscriptions[at] as Subscription;
  const soon = addDays(today, random.below(20) - 5);
  const change = random.oneOf<() => Partial<Subscription>>([
    () => ({ anchor: soon }),
    () => ({ cycle: { every: 1 + random.below(3), unit: random.oneOf(['week', 'month']) } }),
    () => ({ weekendRule: random.oneOf(['none', 'next-business-day', 'previous-business-day']) }),
    () => ({ cancelledOn: today, accessUntil: addDays(today, random.below(60)) }),
    () => ({ cancelledOn: null, accessUntil: null }),
    () => ({ pauses: [{ from: soon, until: addDays(soon, 1 + random.below(40)) }] }),
    () => ({ notice: { every: 1 + random.below(2), unit: random.oneOf(['week', 'month']) } }),
    () => ({ autoRenews: !old.autoRenews, minimumTermEndsOn: soon }),
    () => ({ trialEndsOn: soon }),
    () => ({ deletedAt: old.deletedAt ? null : new Date(now).toISOString() }),
    () => ({
      prices: [
        ...old.prices.filter(({ from }) => from < soon),
        { from: soon, amountMinor: random.below(3_000), currency: 'EUR' },
      ],
    }),
  ])();
  subjects.subscriptions[at] = { ...old, ...change };
  return at;
}

export interface MutableSubjects extends Omit<ReminderSubjects, 'budgets'> {
  subscriptions: Subscription[];
  settled: Map<string, Set<CalendarDate>>;
}
