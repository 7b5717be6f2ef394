/** The first version without the WAL-reset bug, which could corrupt a database that is shared. */
export const MINIMUM_SQLITE_VERSION = '3.51.3';

/** @throws Error that names the version found and the one needed. */
export function assertSqliteVersion(found: string): void {
  if (isOldSqlite(found)) {
    throw new Error(
      `SQLite ${found} is too old: ${MINIMUM_SQLITE_VERSION} or newer is needed, which comes with a newer Node`,
    );
  }
}

export function isOldSqlite(version: string): boolean {
  return compareVersions(version, MINIMUM_SQLITE_VERSION) < 0;
}

function compareVersions(left: string, right: string): number {
  const rights = right.split('.').map(Number);
  for (const [at, number] of left.split('.').map(Number).entries()) {
    const difference = number - (rights[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
