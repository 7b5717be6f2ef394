import type { HouseholdView } from '#shared/schemas/household-schemas.ts';
import type { User } from './user-repository.ts';

export interface HouseholdWishes {
  name?: string | undefined;
  baseCurrency?: string | undefined;
  timeZone?: string | undefined;
}

/** What accounts need of households; wired to that feature. */
export interface Homes {
  /** The household that the user works in. Made with these wishes where there is none. */
  settle(user: User, wishes?: HouseholdWishes): Promise<HouseholdView>;
  /** @throws AppError `conflict` where others would be left without an owner. */
  leaveAll(userId: string): Promise<void>;
}
