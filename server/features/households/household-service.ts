import { type Clock, instantOf } from '#server/clock.ts';
import { changeRow } from '#server/rows/change-row.ts';
import { AppError } from '#shared/app-error.ts';
import type { Household, Role } from '#shared/households.ts';
import type { HouseholdView } from '#shared/schemas/household-schemas.ts';
import type { HouseholdRepository, Membership } from './household-repository.ts';

/** What a household is made from; what the browser could not guess has a default. */
export interface HouseholdGuess {
  name?: string | undefined;
  baseCurrency?: string | undefined;
  timeZone?: string | undefined;
}

/** Somebody who needs a household. `householdId` was fixed with the account. */
export interface Founder {
  id: string;
  name: string;
  householdId: string;
}

export type HouseholdPatch = Partial<Pick<Household, 'name' | 'baseCurrency' | 'timeZone'>>;

export interface HouseholdDeps {
  households: HouseholdRepository;
  clock: Clock;
  /** Puts into a new household what every one starts with; repeating it adds nothing. */
  furnish(householdId: string): Promise<void>;
  /** Told after its name, currency, time zone or members changed. */
  onChange(householdId: string): Promise<void>;
}

export type HouseholdService = ReturnType<typeof createHouseholdService>;

export function createHouseholdService(deps: HouseholdDeps) {
  const { households, clock, furnish, onChange } = deps;

  async function find(householdId: string): Promise<Household> {
    const household = await households.find(householdId);
    if (!household) throw new AppError('not-found');
    return household;
  }

  /**
   * Each step may be repeated. The membership comes last: while it is missing, the household is not
   * finished, and the next sign-in goes through the steps again.
   */
  async function found(founder: Founder, guess: HouseholdGuess): Promise<HouseholdView> {
    const now = instantOf(clock.now());
    await households.insert({
      id: founder.householdId,
      version: 1,
      name: guess.name ?? nameFor(founder.name),
      baseCurrency: guess.baseCurrency ?? 'EUR',
      timeZone: guess.timeZone ?? 'UTC',
      createdAt: now,
      updatedAt: now,
    });
    await furnish(founder.householdId);
    const role = 'owner';
    await households.addMember({
      householdId: founder.householdId,
      userId: founder.id,
      role,
      createdAt: now,
    });
    return toHouseholdView(await find(founder.householdId), role);
  }

  return {
    /**
     * The household that the user works in: the one of the sign-up, if still a member there.
     * Where there is none, it is made; repeating that is harmless.
     */
    async settle(user: Founder, guess: HouseholdGuess = {}): Promise<HouseholdView> {
      const memberships = await households.listMemberships(user.id);
      const own = memberships.find(({ householdId }) => householdId === user.householdId);
      const membership = own ?? memberships[0];
      if (!membership) return found(user, guess);
      return toHouseholdView(await find(membership.householdId), membership.role);
    },

    async get({ householdId, role }: { householdId: string; role: Role }): Promise<HouseholdView> {
      return toHouseholdView(await find(householdId), role);
    },

    /** @throws AppError `version-mismatch` if it is not at `expectedVersion` any more. */
    async update(
      { householdId, role }: { householdId: string; role: Role },
      patch: HouseholdPatch,
      expectedVersion?: number,
    ): Promise<HouseholdView> {
      const changed = await changeRow<Household>(
        {
          find: (id) => households.find(id),
          replace: (_id, household, version) => households.replace(household, version),
        },
        {
          householdId,
          id: householdId,
          expected: expectedVersion,
          change: (household) => ({
            ...household,
            ...patch,
            updatedAt: instantOf(clock.now()),
          }),
        },
      );
      await onChange(householdId);
      return toHouseholdView(changed, role);
    },

    /**
     * Out of every household; one that would be empty is removed with everything in it.
     * @throws AppError `conflict`, before anything is done, if others would be left without owner.
     */
    async leaveAll(userId: string): Promise<void> {
      const left = await Promise.all(
        (await households.listMemberships(userId)).map(async ({ householdId }) => {
          const members = await households.listMembers(householdId);
          return { householdId, others: members.filter((member) => member.userId !== userId) };
        }),
      );
      for (const { others } of left) checkOwnerRemains(others);
      for (const { householdId, others } of left) {
        if (others.length === 0) await households.delete(householdId);
        else await households.removeMember(householdId, userId);
        await onChange(householdId);
      }
    },
  };
}

/** Nobody left needs no owner. */
function checkOwnerRemains(members: readonly Membership[]): void {
  if (members.length === 0 || members.some(({ role }) => role === 'owner')) return;
  throw new AppError('conflict', {
    detail: 'Others live in your household: make one of them its owner first',
  });
}

/** "Ada's household", from "Ada Lovelace". */
function nameFor(person: string): string {
  return `${person.split(/\s+/)[0]}’s household`;
}

function toHouseholdView(household: Household, role: Role): HouseholdView {
  const { id, version, name, baseCurrency, timeZone, createdAt, updatedAt } = household;
  return { id, version, name, baseCurrency, timeZone, role, createdAt, updatedAt };
}
