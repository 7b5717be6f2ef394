import { expect, it, onTestFinished } from 'vitest';
import type { CheckReport } from '#server/wiring/open-checks.ts';
import { freePort } from '#tests/support/free-port.ts';
import { newDatabaseUri, withDatabase } from '#tests/support/mongodb-test-store.ts';
import { runDuetide } from '#tests/support/run-duetide.ts';
import { startServer } from '#tests/support/server-process.ts';

async function check(environment: Record<string, string>, ...more: string[]) {
  const { output } = await runDuetide(['check', '--json', ...more], environment);
  const { findings }: CheckReport = JSON.parse(output);
  const failures = findings.filter(({ level }) => level === 'failure');
  return {
    levelOf: (name: string) => findings.find((finding) => finding.name === name)?.level,
    // Neither depends on the server: whether the web app is built here, and how the tests sign in.
    failures: failures.filter(({ area, name }) => area !== 'runtime' && name !== 'privileges'),
  };
}

it('duetide check goes with a deployment on MongoDB, from before its first start to after it', async () => {
  const environment = { MONGODB_URI: newDatabaseUri(), PORT: String(await freePort()) };
  onTestFinished(() => withDatabase(environment.MONGODB_URI, (db) => db.dropDatabase()).then());
  const before = await check(environment);
  expect(before.failures).toEqual([]);
  expect(before.levelOf('schema')).toBe('note');

  onTestFinished(await startServer(environment));
  const after = await check(environment, '--after');
  expect(after.failures).toEqual([]);
  expect(after.levelOf('schema')).toBe('ok');
  expect(after.levelOf('collections')).toBe('ok');
  expect(after.levelOf('HOST and PORT')).toBe('ok');
});
