import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSecretFilesProbe } from './secret-files-probe.ts';

it.each([
  [0o600, 'ok'],
  [0o640, 'ok'],
  [0o644, 'warning'],
  [0o646, 'failure'],
])('a file of mode %o that holds a secret: %s', async (mode, level) => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'uri');
  writeFileSync(path, 'mongodb://ada:hunter2@localhost/x');
  chmodSync(path, mode);
  const probe = createSecretFilesProbe([{ name: 'MONGODB_URI_FILE', path }]);
  const [found] = await probe.run(new AbortController().signal);
  expect(found).toMatchObject({ name: 'MONGODB_URI_FILE', level });
  if (level !== 'ok') expect(found?.cure).toContain(`chmod 600 ${path}`);
});

it('one that is missing is a failure', async () => {
  const probe = createSecretFilesProbe([{ name: 'MONGODB_URI_FILE', path: '/nowhere/uri' }]);
  expect(await probe.run(new AbortController().signal)).toMatchObject([{ level: 'failure' }]);
});
