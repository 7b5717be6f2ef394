import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { instantOf } from '#server/clock.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { RuleOverrides } from '#shared/reminders/reminder-rules.ts';
import { DEFAULT_MEMBER_SETTINGS } from '#shared/reminders/reminder-settings.ts';
import type { Cycle, Subscription } from '#shared/subscriptions/subscription.ts';
import { createRandom } from '#tests/support/reminder-edits.ts';
import {
  sampleChannel,
  sampleHousehold,
  samplePayment,
  samplePaymentMethod,
  sampleReminderSettings,
  sampleSubscription,
  sampleUser,
} from '#tests/support/sample-records.ts';

/** When the day begins that is measured; everything was there long before. */
export const DAY = Date.parse('2026-11-21T00:00:00Z');
export const SUBSCRIPTIONS_EACH = 50;

const TODAY: CalendarDate = '2026-11-21';
const CREATED = instantOf(DAY - 90 * 86_400_000);

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Auckland',
];
const CYCLES: readonly Cycle[] = [
  { every: 1, unit: 'month' },
  { every: 1, unit: 'month' },
  { every: 1, unit: 'month' },
  { every: 1, unit: 'month' },
  { every: 1, unit: 'year' },
  { every: 1, unit: 'year' },
  { every: 3, unit: 'month' },
  { every: 1, unit: 'week' },
  { every: 4, unit: 'week' },
  { every: 10, unit: 'day' },
];

type Random = ReturnType<typeof createRandom>;

/** A database file with that many households, such as there are, in which everybody is reached somehow. */
export async function fillReminderStore(file: string, households: number): Promise<void> {
  const store = await createSqliteStore({ file });
  try {
    for (let number = 0; number < households; number += 1) {
      await fillHousehold(store, number, createRandom(number * 7_919 + 17));
    }
  } finally {
    await store.close();
  }
}

export function householdIdOf(number: number): string {
  return idOf(number, 1, 0);
}

/** Ids as they are given: those of one household are neighbours. */
function idOf(household: number, kind: number, at: number): string {
  const [first, second] = [household, kind * 1_000 + at].map((each) =>
    each.toString(16).padStart(6, '0'),
  );
  return `01990000-0000-7000-8000-${first}${second}`;
}

async function fillHousehold(store: Store, number: number, random: Random): Promise<void> {
  const householdId = householdIdOf(number);
  await store.households.insert(
    sampleHousehold({ id: householdId, timeZone: random.oneOf(ZONES), createdAt: CREATED }),
  );
  const members = 1 + random.below(3);
  for (let member = 0; member < members; member += 1) {
    await fillMember(store, householdId, number, member, random);
  }
  const cards = [0, 1].map((at) =>
    samplePaymentMethod({
      id: idOf(number, 4, at),
      expiresIn: random.oneOf(['2026-11', '2026-12', '2028-03', '2029-07']),
      createdAt: CREATED,
    }),
  );
  for (const card of cards) await store.paymentMethods.insert(householdId, card);
  const subscriptions = Array.from({ length: SUBSCRIPTIONS_EACH }, (_, at) =>
    newSubscription(idOf(number, 2, at), random.oneOf(cards).id, random),
  );
  await store.subscriptions.insertMany(householdId, subscriptions);
  await setRules(store, householdId, subscriptions, random);
}

async function fillMember(
  store: Store,
  householdId: string,
  number: number,
  member: number,
  random: Random,
): Promise<void> {
  const userId = idOf(number, 5, member);
  const email = `member-${member}@home-${number}.example`;
  await store.users.insert(sampleUser({ id: userId, email, householdId }));
  const role = member === 0 ? 'owner' : 'member';
  await store.households.addMember({ householdId, userId, role, createdAt: CREATED });
  for (let at = random.below(4) === 0 ? 2 : 1; at > 0; at -= 1) {
    const id = idOf(number, 6, member * 10 + at);
    const channel = sampleChannel({ id, createdAt: CREATED, updatedAt: CREATED });
    await store.channels.insert({ householdId, userId }, channel);
  }
  if (random.below(2) === 0) return;
  const settings = {
    ...DEFAULT_MEMBER_SETTINGS,
    hour: 6 + random.below(16),
    timeZone: random.oneOf(ZONES),
    rules: random.below(3) === 0 ? { charge: on(3, 0) } : {},
  };
  await put(store, householdId, 'member', userId, settings);
}

/** Every second household has rules of its own, every tenth also asks after what is unpaid. */
async function setRules(
  store: Store,
  householdId: string,
  subscriptions: readonly Subscription[],
  random: Random,
): Promise<void> {
  const asksForUnpaid = random.below(10) === 0;
  if (random.below(2) === 0 || asksForUnpaid) {
    const rules: RuleOverrides = {
      charge: on(7, 1, 0),
      ...(asksForUnpaid ? { unpaid: on(1, 3, 7) } : {}),
    };
    await put(store, householdId, 'household', householdId, { rules, hour: 8 });
  }
  const [special] = subscriptions;
  if (special && random.below(2) === 0) {
    await put(store, householdId, 'subscription', special.id, { rules: { charge: on(14, 2) } });
  }
  if (!asksForUnpaid) return;
  const paid = subscriptions
    .filter(() => random.below(2) === 0)
    .map(({ id, anchor }) => samplePayment({ subscriptionId: id, dueOn: anchor }));
  await store.payments.insertMany(householdId, paid);
}

async function put(
  store: Store,
  householdId: string,
  scope: 'household' | 'member' | 'subscription',
  ownerId: string,
  settings: object,
): Promise<void> {
  const row = sampleReminderSettings({
    scope,
    ownerId,
    settings: JSON.stringify({ ...settings, since: {} }),
    createdAt: CREATED,
    updatedAt: CREATED,
  });
  await store.reminderSettings.put(householdId, row, null);
}

function on(...days: number[]) {
  return { isOn: true, days };
}

/** From last month to six years old; every tenth with a trial, a term, a pause or an end. */
function newSubscription(id: string, cardId: string, random: Random): Subscription {
  const anchor = addDays(TODAY, -random.below(6 * 365));
  const first = { from: anchor, amountMinor: 399 + random.below(5_000), currency: 'EUR' };
  const later = addDays(TODAY, random.below(400) - 300);
  const isTenth = () => random.below(10) === 0;
  const soon = () => addDays(TODAY, random.below(60) - 5);
  const isCancelled = isTenth();
  return sampleSubscription({
    id,
    name: `Subscription ${id.slice(-6)}`,
    cycle: isTenth() ? null : random.oneOf(CYCLES),
    anchor,
    prices:
      later > anchor && random.below(4) === 0
        ? [first, { ...first, from: later, amountMinor: first.amountMinor + 100 }]
        : [first],
    weekendRule: random.below(6) === 0 ? 'next-business-day' : 'none',
    notice: random.below(3) === 0 ? { every: 1, unit: 'month' } : null,
    trialEndsOn: isTenth() ? soon() : null,
    minimumTermEndsOn: isTenth() ? soon() : null,
    pauses: isTenth() ? [{ from: soon(), until: addDays(TODAY, 90) }] : [],
    cancelledOn: isCancelled ? addDays(TODAY, -10) : null,
    accessUntil: isCancelled ? soon() : null,
    paymentMethodId: random.below(2) === 0 ? cardId : null,
    createdAt: CREATED,
    updatedAt: CREATED,
  });
}
