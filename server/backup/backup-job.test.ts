import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { instantOf } from '#server/clock.ts';
import { JobInterrupted } from '#server/jobs/job-interrupted.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { backupNameOf } from './backup-folder.ts';
import { type BackupJobDeps, backupKind, presentBackup } from './backup-job.ts';

const HOUR = 3_600_000;
const EVERY = 6 * HOUR;

function newKind(changes: Partial<BackupJobDeps> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-backup-job-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = createSetClock('2026-11-20T12:00:00Z');
  const lines: string[] = [];
  const tried: string[] = [];
  const ending = new AbortController();
  const write = (name: string) => writeFileSync(join(folder, name), 'backup');
  const kind = backupKind({
    folder,
    every: EVERY,
    keep: { hourly: 3, daily: 2, weekly: 0, monthly: 0 },
    clock,
    ending: ending.signal,
    async backUp() {
      const name = backupNameOf(clock.now(), false);
      write(name);
      return { file: join(folder, name), bytes: 6 };
    },
    async verify(file) {
      tried.push(file);
    },
    ...changes,
  });
  const note = (_facts: unknown, line?: string) => void lines.push(line ?? '');
  const run = (scheduledFor = clock.now(), signal = new AbortController().signal) =>
    kind.handle('{}', {
      id: 'run',
      householdId: null,
      attempt: 1,
      scheduledFor: instantOf(scheduledFor),
      signal,
      log: { debug: note, info: note, warn: note, error: note },
    });
  const kept = () =>
    readdirSync(folder).flatMap((name) => /^duetide-(.{16})/.exec(name)?.[1] ?? []);
  return { kind, run, clock, folder, lines, tried, kept, write, ending };
}

describe('the job', () => {
  it('makes a backup for each of its instants, once, whoever made it', async () => {
    const { run, clock, kept, lines, tried, write } = newKind();
    const noon = clock.now();
    await run(noon);
    clock.advance(1_000);
    await run(noon);
    expect([kept(), lines]).toEqual([['2026-11-20T12-00'], ['backed up and verified']]);
    clock.advance(EVERY);
    write(backupNameOf(clock.now(), true));
    await run(noon + EVERY);
    await run(noon + EVERY);
    expect(lines).toEqual(['backed up and verified', 'verified what was backed up before']);
    expect(tried).toHaveLength(1);
    expect(kept()).toHaveLength(2);
    await run(clock.now() + 1);
    expect(lines).toHaveLength(3);
  });

  it('is not done by a backup that did not restore', async () => {
    let isBroken = true;
    const { run, clock, write, kept, lines } = newKind({
      async backUp() {
        write(backupNameOf(clock.now(), false));
        throw new Error('no room to try it');
      },
      async verify() {
        if (isBroken) throw new Error('no room to try it');
      },
    });
    const noon = clock.now();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(run(noon)).rejects.toThrow('no room to try it');
    }
    expect(kept()).toHaveLength(1);
    isBroken = false;
    await run(noon);
    expect(lines).toEqual(['verified what was backed up before']);
  });

  it('does not take one from the future for its own', async () => {
    const { run, clock, kept, write } = newKind();
    write(backupNameOf(clock.now() + 400 * 24 * HOUR, false));
    await run();
    expect(kept()).toContain('2026-11-20T12-00');
  });

  it('drops what is no longer kept, and no file of anybody else', async () => {
    const { run, clock, kept, write, folder } = newKind();
    write('notes.txt');
    for (let count = 0; count < 12; count += 1) {
      await run();
      clock.advance(EVERY);
    }
    expect(readdirSync(folder)).toContain('notes.txt');
    // The last three, of which the first is the last of its day.
    expect(kept()).toEqual(['2026-11-22T18-00', '2026-11-23T00-00', '2026-11-23T06-00']);
  });

  it('fails with what went wrong, and drops nothing', async () => {
    const full = new Error('the disk is full');
    const { run, kept, write } = newKind({ backUp: () => Promise.reject(full) });
    const old = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
    for (const day of old) write(backupNameOf(Date.parse(day), false));
    await expect(run()).rejects.toBe(full);
    expect(kept()).toHaveLength(old.length);
  });

  it.each(['its time is over', 'the server ends'])('breaks off when %s', async (cause) => {
    const begun = Promise.withResolvers<void>();
    const { run, clock, ending, kept } = newKind({
      backUp(signal) {
        begun.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('tidied up')));
        });
      },
    });
    const limit = new AbortController();
    const running = run(clock.now(), limit.signal);
    await begun.promise;
    if (cause === 'the server ends') {
      ending.abort(new JobInterrupted('shutdown'));
      await expect(running).rejects.toMatchObject({ interruption: 'shutdown' });
    } else {
      limit.abort();
      await expect(running).rejects.toThrow('tidied up');
    }
    expect(kept()).toEqual([]);
  });

  it('has a schedule that all instances read alike', () => {
    const { kind, clock } = newKind();
    const now = clock.now() + 1;
    expect(instantOf(kind.schedule?.next(now) ?? 0)).toBe('2026-11-20T18:00:00.000Z');
    const { key, at } = presentBackup({ every: EVERY }, now);
    expect(at).toBe('2026-11-20T12:00:00.000Z');
    expect(presentBackup({ every: EVERY }, now + HOUR).key).toBe(key);
    expect(presentBackup({ every: EVERY }, now + EVERY).key).not.toBe(key);
  });
});
