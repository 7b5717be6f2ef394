export const ROLES = ['viewer', 'member', 'admin', 'owner'] as const;
/** In ascending order of power. */
export type Role = (typeof ROLES)[number];

/** Whether `role` may do what asks for at least `needed`. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The tenant. `timeZone` is an IANA name, `baseCurrency` an ISO 4217 code. */
export interface Household {
  id: string;
  version: number;
  name: string;
  baseCurrency: string;
  timeZone: string;
  createdAt: string;
  updatedAt: string;
}
