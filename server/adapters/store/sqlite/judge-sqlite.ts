import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { judgeMigrations } from '../judge-migrations.ts';
import type { InspectedDatabase } from './inspect-database.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { isOldSqlite, MINIMUM_SQLITE_VERSION } from './sqlite-version.ts';

const { ok, note, failure } = findingsAbout('database');

export function judgeSqlite(
  { version, isWal, applied }: InspectedDatabase,
  when: { isServing: boolean },
): Finding[] {
  return [
    judgeVersion(version),
    isWal
      ? ok(
          'durability',
          'write-ahead log, every commit on disk (synchronous full), foreign keys on',
        )
      : note('durability', 'not with a write-ahead log yet; the next start turns it on'),
    judgeMigrations(applied ?? [], MIGRATIONS, when),
  ];
}

export function judgeVersion(version: string): Finding {
  const why = 'older ones could damage a database that two processes have open (WAL reset)';
  return isOldSqlite(version)
    ? failure(
        'SQLite',
        `${version}, while ${MINIMUM_SQLITE_VERSION} is needed: ${why}`,
        'Start Duetide with npm start, which brings a Node.js with a newer SQLite.',
      )
    : ok('SQLite', `${version}; ${why}`);
}
