/**
 * What was applied to a database, in order, against what this version knows.
 * @throws Error of one line if the database has a migration that is not known here at that place.
 */
export function assertKnownMigrations(
  applied: readonly string[],
  migrations: readonly { readonly name: string }[],
): void {
  const unknown = applied.find((name, at) => migrations[at]?.name !== name);
  if (unknown === undefined) return;
  const newest = migrations.at(-1)?.name ?? 'none';
  throw new Error(
    `it has the migration ${unknown}, which this version does not know (its newest is ${newest}): run the version of Duetide that made it, or a newer one`,
  );
}
