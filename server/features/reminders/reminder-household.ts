import type { Budget } from '#shared/budgets/budget.ts';
import type { BudgetCharges } from '#shared/budgets/budget-charges.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Household, Role } from '#shared/households.ts';
import {
  type MemberRules,
  type ReminderSubjects,
  settledBy,
} from '#shared/reminders/planned-reminders.ts';
import {
  REMINDER_KINDS,
  type ReminderKind,
  type RuleOverrides,
  ruleFor,
} from '#shared/reminders/reminder-rules.ts';
import {
  completeRules,
  hourFor,
  type MemberReminderSettings,
} from '#shared/reminders/reminder-settings.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import type {
  ReminderSettingsRepository,
  StoredReminderSettings,
} from './reminder-settings-repository.ts';
import { type RulesSince, readSettings } from './settings-rows.ts';

/** One member, with all that says when and of what they are reminded. */
export interface ReminderPerson extends Omit<MemberReminderSettings, 'rules' | 'hour'> {
  userId: string;
  role: Role;
  timeZone: string;
  /** Local, 0 to 23; outside of the quiet hours. */
  hour: number;
  rules: MemberRules;
  ruleSince(kind: ReminderKind, subjectId: string): number;
}

export interface ReminderSources {
  households: {
    find(householdId: string): Promise<Household | null>;
    listMembers(householdId: string): Promise<{ userId: string; role: Role }[]>;
  };
  subscriptions: { list(householdId: string): Promise<Subscription[]> };
  paymentMethods: { list(householdId: string): Promise<PaymentMethod[]> };
  payments: { list(householdId: string): Promise<PaymentRecord[]> };
  settings: Pick<ReminderSettingsRepository, 'list'>;
  budgets: {
    list(householdId: string): Promise<Budget[]>;
    /** What counts towards them, as far back as reminders are made up for. */
    charges(
      household: Household,
      budgets: readonly Budget[],
      subscriptions: readonly Subscription[],
    ): Promise<BudgetCharges>;
  };
}

/** Everybody who lives there; null if it is gone. */
export async function loadPeople(
  { households, settings }: Pick<ReminderSources, 'households' | 'settings'>,
  householdId: string,
): Promise<{ household: Household; people: ReminderPerson[] } | null> {
  const [household, members, rows] = await Promise.all([
    households.find(householdId),
    households.listMembers(householdId),
    settings.list(householdId),
  ]);
  if (!household) return null;
  return { household, people: members.map((member) => personOf(household, member, rows)) };
}

/**
 * What they are reminded of. The ledger is read only where somebody asks after what is unpaid, what
 * counts towards budgets only where there are any.
 */
export async function loadSubjects(
  { subscriptions, paymentMethods, payments, budgets }: ReminderSources,
  household: Household,
  people: readonly ReminderPerson[],
): Promise<ReminderSubjects> {
  const householdId = household.id;
  const needsLedger = people.some(({ rules }) => asksForUnpaid(rules));
  const needsBudgets = people.some(({ rules }) => asksForBudgets(rules));
  const [bought, methods, ledger, limits] = await Promise.all([
    subscriptions.list(householdId),
    paymentMethods.list(householdId),
    needsLedger ? payments.list(householdId) : [],
    needsBudgets ? budgets.list(householdId) : [],
  ]);
  return {
    subscriptions: bought,
    paymentMethods: methods,
    settled: settledBy(ledger),
    budgets:
      limits.length === 0
        ? null
        : { list: limits, charges: await budgets.charges(household, limits, bought) },
  };
}

function asksForBudgets({ household, member }: MemberRules): boolean {
  return ruleFor('budget', { household, member, subscription: {} }).isOn;
}

export function asksForUnpaid({ household, member, subscriptions }: MemberRules): boolean {
  const layers: RuleOverrides[] = [household, member, ...subscriptions.values()];
  return layers.some(({ unpaid }) => unpaid?.isOn);
}

function personOf(
  household: Household,
  { userId, role }: Pick<ReminderPerson, 'userId' | 'role'>,
  rows: readonly StoredReminderSettings[],
): ReminderPerson {
  const rowOf = (scope: string, id: string) =>
    rows.find((row) => row.scope === scope && row.ownerId === id);
  const home = readSettings('household', rowOf('household', household.id));
  const mine = readSettings('member', rowOf('member', userId));
  const subscriptions = new Map<string, RuleOverrides>();
  const changed = new Map<string, Instants>();
  for (const row of rows) {
    if (row.scope !== 'subscription') continue;
    const read = readSettings('subscription', row);
    subscriptions.set(row.ownerId, read.settings.rules);
    changed.set(row.ownerId, latest(read.since));
  }
  const changedForAll = latest(home.since, mine.since);
  const { rules: member, timeZone, ...wishes } = mine.settings;
  return {
    ...wishes,
    userId,
    role,
    timeZone: timeZone ?? household.timeZone,
    hour: hourFor(home.settings, mine.settings),
    rules: { household: completeRules(home.settings.rules), member, subscriptions },
    ruleSince: (kind, subjectId) =>
      Math.max(changedForAll[kind] ?? 0, changed.get(subjectId)?.[kind] ?? 0),
  };
}

type Instants = Partial<Record<ReminderKind, number>>;

/** In milliseconds: it is asked for with every reminder. */
function latest(...layers: readonly RulesSince[]): Instants {
  const instants: Instants = {};
  for (const layer of layers) {
    for (const kind of REMINDER_KINDS) {
      const since = layer[kind];
      if (since) instants[kind] = Math.max(instants[kind] ?? 0, Date.parse(since));
    }
  }
  return instants;
}

/** What reminders are about. */
export interface Named {
  subscriptions: readonly Pick<Subscription, 'id' | 'name'>[];
  paymentMethods: readonly Pick<PaymentMethod, 'id' | 'label'>[];
  budgets: { list: readonly Pick<Budget, 'id' | 'name'>[] } | null;
}

/** The name of what a reminder is about; null if it is gone. */
export function nameOf(
  { subscriptions, paymentMethods, budgets }: Named,
  subjectId: string,
): string | null {
  const named = [...subscriptions, ...(budgets?.list ?? [])].find(({ id }) => id === subjectId);
  return named?.name ?? paymentMethods.find(({ id }) => id === subjectId)?.label ?? null;
}

/** A wall clock in the member's zone. */
export interface LocalTime {
  date: CalendarDate;
  hour: number;
}

export function localTimeOf(timeZone: string, now: number): LocalTime {
  const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return { date: there.toPlainDate().toString() as CalendarDate, hour: there.hour };
}
