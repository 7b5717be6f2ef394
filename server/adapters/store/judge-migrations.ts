import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { assertKnownMigrations } from './assert-known-migrations.ts';

const { ok, note, failure } = findingsAbout('database');

/** Whether this version knows the schema, and whether it is its newest. */
export function judgeMigrations(
  applied: readonly string[],
  migrations: readonly { readonly name: string }[],
  { isServing }: { isServing: boolean },
): Finding {
  try {
    assertKnownMigrations(applied, migrations);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [what = '', cure = ''] = message.split(/: (?=run )/);
    return failure('schema', what, `${cure.charAt(0).toUpperCase()}${cure.slice(1)}.`);
  }
  const pending = migrations.slice(applied.length).map(({ name }) => name);
  if (pending.length === 0) return ok('schema', `is at ${applied.at(-1)}, the newest`);
  const message = `waits for ${pending.join(', ')}`;
  return isServing
    ? failure('schema', message, 'Restart the server, and read in its log why it did not migrate.')
    : note('schema', `${message}; the next start does it`);
}
