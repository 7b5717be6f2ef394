/**
 * What MongoDB does and FerretDB, the server of our tests, does not: everything in which the two
 * are treated differently, and why. Nothing in the repositories depends on any of it.
 */
export const CAPABILITIES = {
  minimumVersion: 'FerretDB has versions of its own, and calls itself some MongoDB 7 to drivers',
  validators: 'FerretDB 1.24 refuses collections with a `validator`; the contracts hold without',
  partialIndexes: 'FerretDB 1.24 refuses `partialFilterExpression`; there the index is complete',
  indexedPlans: 'FerretDB 1.24 reads whole collections for whatever is not asked by `_id` alone',
  duplicateOnUpdate: 'FerretDB 1.24 calls an update into a duplicate key an internal error',
  longSimulations: 'FerretDB 1.24 takes ten times as long for a query: two years are two months',
} as const satisfies Record<string, string>;

export type Capability = keyof typeof CAPABILITIES;

/** What `buildInfo` answers, as far as it matters here. */
export interface BuildInfo {
  version: string;
  ferretdbVersion?: string;
}

export interface ServerKind {
  name: 'MongoDB' | 'FerretDB';
  version: string;
  can(capability: Capability): boolean;
}

export function serverKindOf({ version, ferretdbVersion }: BuildInfo): ServerKind {
  const isMongodb = ferretdbVersion === undefined;
  return {
    name: isMongodb ? 'MongoDB' : 'FerretDB',
    version: ferretdbVersion ?? version,
    can: () => isMongodb,
  };
}

export const MINIMUM_MONGODB_VERSION = 6;

/** @throws Error of one line */
export function assertServerVersion(server: ServerKind): void {
  if (!server.can('minimumVersion')) return;
  if (Number.parseInt(server.version, 10) >= MINIMUM_MONGODB_VERSION) return;
  throw new Error(
    `MongoDB ${server.version} is too old: ${MINIMUM_MONGODB_VERSION}.0 or newer is needed`,
  );
}
