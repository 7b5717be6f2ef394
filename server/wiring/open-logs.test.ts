import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config/config.ts';
import { openLogs } from './open-logs.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('writes files besides what is printed, and makes the folder for them', () => {
  const folder = join(newFolder(), 'logs');
  const { log } = readConfig({ LOG_DIR: folder, LOG_LEVEL: 'silent,jobs=info' });
  const logOf = openLogs(log, systemClock);
  logOf('server').error({}, 'nobody reads this');
  logOf('jobs').info({ kind: 'greet' }, 'job done');
  const [file = '', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toMatchObject({ kind: 'greet' });
});

it('says what to do where there can be no folder', () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  const { log } = readConfig({ LOG_DIR: join(file, 'logs') });
  expect(() => openLogs(log, systemClock)).toThrow(/^LOG_DIR .* cannot be written \(ENOTDIR\)/);
});

it('goes on when the folder is gone, and says so', () => {
  const folder = newFolder();
  const logOf = openLogs(readConfig({ LOG_DIR: folder }).log, systemClock);
  rmSync(folder, { recursive: true });
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  logOf('server').info({}, 'hello');
  expect(told).toHaveBeenCalledWith(`LOG_DIR ${folder} cannot be written (ENOENT).\n`);
  told.mockRestore();
});
