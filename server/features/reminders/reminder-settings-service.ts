import { type Clock, instantOf } from '#server/clock.ts';
import type { Member } from '#server/http/request-context.ts';
import { AppError } from '#shared/app-error.ts';
import { REMINDER_KINDS, type ReminderRules, ruleFor } from '#shared/reminders/reminder-rules.ts';
import { completeRules } from '#shared/reminders/reminder-settings.ts';
import type {
  HouseholdRemindersView,
  MemberRemindersView,
  SubscriptionRemindersView,
} from '#shared/schemas/reminder-schemas.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import type {
  ReminderSettingsKey,
  ReminderSettingsRepository,
} from './reminder-settings-repository.ts';
import {
  readSettings,
  type SettingsByScope,
  type SettingsInForce,
  writeSettings,
} from './settings-rows.ts';

export interface ReminderSettingsDeps {
  settings: ReminderSettingsRepository;
  subscriptions: { find(householdId: string, id: string): Promise<Subscription | null> };
  clock: Clock;
}

type Who = Pick<Member, 'householdId' | 'userId'>;
type Overrides = SettingsByScope['subscription'];

export type ReminderSettingsService = ReturnType<typeof createReminderSettingsService>;

const ATTEMPTS = 5;

export function createReminderSettingsService(deps: ReminderSettingsDeps) {
  const { settings: rows, clock } = deps;

  async function load<Scope extends keyof SettingsByScope>(
    householdId: string,
    scope: Scope,
    ownerId: string,
  ): Promise<SettingsInForce<SettingsByScope[Scope]>> {
    return readSettings(scope, await rows.find(householdId, { scope, ownerId }));
  }

  /** @throws AppError `version-mismatch` if it is not at `expected` any more */
  async function put<Scope extends keyof SettingsByScope>(
    householdId: string,
    { scope, ownerId }: ReminderSettingsKey & { scope: Scope },
    settings: SettingsByScope[Scope],
    expected: number | undefined,
  ): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await rows.find(householdId, { scope, ownerId });
      const before = readSettings(scope, row);
      if (expected !== undefined && expected !== before.version) {
        throw new AppError('version-mismatch');
      }
      const now = instantOf(clock.now());
      const changed = {
        scope,
        ownerId,
        version: before.version,
        settings: writeSettings(before, settings, now),
        createdAt: row?.createdAt ?? now,
        updatedAt: now,
      };
      if (await rows.put(householdId, changed, row?.version ?? null)) return;
    }
    throw new AppError('conflict', {
      detail: 'Others are changing it at the same moment',
      retryAfter: 1,
    });
  }

  async function ofHousehold({ householdId }: Who): Promise<HouseholdRemindersView> {
    const { settings, version } = await load(householdId, 'household', householdId);
    return { ...settings, version, inForce: completeRules(settings.rules) };
  }

  async function mine({ householdId, userId }: Who): Promise<MemberRemindersView> {
    const household = await load(householdId, 'household', householdId);
    const member = await load(householdId, 'member', userId);
    const inForce = inForceFor(household, member, { rules: {} });
    return { ...member.settings, version: member.version, inForce };
  }

  async function ofSubscription(who: Who, id: string): Promise<SubscriptionRemindersView> {
    const { householdId, userId } = who;
    await assertSubscription(householdId, id);
    const household = await load(householdId, 'household', householdId);
    const member = await load(householdId, 'member', userId);
    const { settings, version } = await load(householdId, 'subscription', id);
    return { ...settings, version, inForce: inForceFor(household, member, settings) };
  }

  async function assertSubscription(householdId: string, id: string): Promise<void> {
    const subscription = await deps.subscriptions.find(householdId, id);
    if (!subscription || subscription.deletedAt) throw new AppError('not-found');
  }

  return {
    ofHousehold,
    mine,
    ofSubscription,

    async putHousehold(
      who: Who,
      settings: SettingsByScope['household'],
      expected?: number,
    ): Promise<HouseholdRemindersView> {
      const { householdId } = who;
      await put(householdId, { scope: 'household', ownerId: householdId }, settings, expected);
      return ofHousehold(who);
    },

    async putMine(
      who: Who,
      settings: SettingsByScope['member'],
      expected?: number,
    ): Promise<MemberRemindersView> {
      await put(who.householdId, { scope: 'member', ownerId: who.userId }, settings, expected);
      return mine(who);
    },

    async putSubscription(
      who: Who,
      id: string,
      settings: Overrides,
      expected?: number,
    ): Promise<SubscriptionRemindersView> {
      await assertSubscription(who.householdId, id);
      await put(who.householdId, { scope: 'subscription', ownerId: id }, settings, expected);
      return ofSubscription(who, id);
    },

    /** @throws AppError `not-found` if there are none */
    async removeSubscription({ householdId }: Who, id: string, expected?: number): Promise<void> {
      await assertSubscription(householdId, id);
      const key = { scope: 'subscription', ownerId: id } as const;
      if (await rows.delete(householdId, key, expected)) return;
      const isThere = (await rows.find(householdId, key)) !== null;
      throw new AppError(isThere ? 'version-mismatch' : 'not-found');
    },
  };
}

function inForceFor(
  household: SettingsInForce<SettingsByScope['household']>,
  member: SettingsInForce<SettingsByScope['member']>,
  subscription: Overrides,
): ReminderRules {
  const layers = {
    household: completeRules(household.settings.rules),
    member: member.settings.rules,
    subscription: subscription.rules,
  };
  const rules = REMINDER_KINDS.map((kind) => [kind, ruleFor(kind, layers)]);
  return Object.fromEntries(rules) as ReminderRules;
}
