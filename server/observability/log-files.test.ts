import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createLogFiles, type LogFilesOptions } from './log-files.ts';

function open(options: Partial<LogFilesOptions> = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'duetide-logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = createSetClock('2026-11-21T23:59:00.000Z');
  const faults: unknown[] = [];
  const files = createLogFiles({
    folder,
    clock,
    mostBytes: 10_000,
    keepDays: 14,
    processId: 7,
    onFault: (error) => faults.push(error),
    ...options,
  });
  onTestFinished(files.close);
  const names = () => readdirSync(folder).sort();
  const text = () =>
    names()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
  return { folder, clock, faults, files, names, text };
}

describe('the log as files', () => {
  it('has every line at once, for its owner only', () => {
    const { files, folder, names, text } = open();
    files.write('one\n');
    files.write('tŵo\n');
    expect(text()).toBe('one\ntŵo\n');
    expect(names()).toEqual(['duetide-2026-11-21T23-59-00-000Z-7.log']);
    expect(statSync(join(folder, names()[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('begins a file each day, also for a process that goes on', () => {
    const { files, clock, names } = open();
    files.write('one\n');
    clock.advance(59_000);
    files.write('two\n');
    expect(names()).toHaveLength(1);
    clock.advance(1_000);
    files.write('three\n');
    expect(names()).toEqual([
      'duetide-2026-11-21T23-59-00-000Z-7.log',
      'duetide-2026-11-22T00-00-00-000Z-7.log',
    ]);
  });

  it('never takes more room than it may, and loses the oldest lines first', () => {
    const { files, clock, folder, names, text } = open();
    for (let number = 1_000; number < 2_000; number += 1) {
      files.write(`${number} ${'x'.repeat(94)}\n`);
      clock.advance(7);
      const sizes = names().map((name) => statSync(join(folder, name)).size);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_000);
    }
    const kept =
      text()
        .match(/^\d{4}/gm)
        ?.map(Number) ?? [];
    expect(kept.length).toBeGreaterThan(80);
    expect(kept).toEqual(Array.from(kept, (_, at) => 2_000 - kept.length + at));
  });

  it('forgets what is too old, of every process, and leaves other files alone', () => {
    const { files, folder, names } = open();
    const old = 'duetide-2026-11-07T00-00-00-000Z-8.log';
    const recent = 'duetide-2026-11-08T00-00-00-000Z-8.log';
    for (const name of [old, recent, 'duetide.db']) writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, old), new Date(), new Date('2026-11-07T12:00:00Z'));
    utimesSync(join(folder, recent), new Date(), new Date('2026-11-08T12:00:00Z'));
    utimesSync(join(folder, 'duetide.db'), new Date(), new Date('2020-01-01T00:00:00Z'));
    files.write('one\n');
    expect(names()).toEqual([recent, 'duetide-2026-11-21T23-59-00-000Z-7.log', 'duetide.db']);
  });

  it('goes on without a folder, says so once in a while, and writes again when it is back', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'duetide-logs-')), 'gone');
    const { files, clock, faults } = open({ folder });
    files.write('one\n');
    files.write('two\n');
    expect(faults).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
    clock.advance(10_000);
    files.write('three\n');
    expect(faults).toHaveLength(2);
  });

  it('writes a line that is longer than a file', () => {
    const { files, clock, text } = open({ mostBytes: 100 });
    const line = `${'x'.repeat(500)}\n`;
    files.write(line);
    clock.advance(1);
    files.write(line);
    expect(text()).toBe(line);
  });
});
