import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSetClock } from '#tests/support/set-clock.ts';
import { backupNameOf } from './backup-folder.ts';
import { createBackupSchedule } from './backup-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function newSchedule() {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-schedule-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = createSetClock('2026-11-20T12:00:00Z');
  const lines: string[] = [];
  const state = { fault: null as Error | null };
  const schedule = createBackupSchedule({
    folder,
    every: 6 * HOUR,
    keep: { hourly: 3, daily: 2, weekly: 0, monthly: 0 },
    clock,
    log: { info: (_facts, line) => lines.push(line), error: (_facts, line) => lines.push(line) },
    async backUp() {
      if (state.fault) throw state.fault;
      const file = join(folder, backupNameOf(clock.now(), false));
      writeFileSync(file, 'backup');
      return { file, bytes: 6 };
    },
  });
  const kept = () =>
    readdirSync(folder).flatMap((name) => /^duetide-(.{16})/.exec(name)?.[1] ?? []);
  return { schedule, clock, folder, lines, kept, state };
}

describe('the schedule', () => {
  it('backs up when the newest is old enough, also one that somebody else made', async () => {
    const { schedule, clock, folder, kept } = newSchedule();
    await schedule.run();
    expect(kept()).toEqual(['2026-11-20T12-00']);
    clock.advance(6 * HOUR - 1);
    await schedule.run();
    expect(kept()).toHaveLength(1);
    writeFileSync(join(folder, backupNameOf(clock.now(), true)), 'by hand');
    clock.advance(1);
    await schedule.run();
    expect(kept()).toHaveLength(2);
    clock.advance(6 * HOUR - 1);
    await schedule.run();
    expect(kept()).toHaveLength(3);
  });

  it('drops what is no longer kept, and no file of anybody else', async () => {
    const { schedule, clock, folder, kept } = newSchedule();
    writeFileSync(join(folder, 'notes.txt'), '');
    for (let count = 0; count < 12; count += 1) {
      await schedule.run();
      clock.advance(6 * HOUR);
    }
    expect(readdirSync(folder)).toContain('notes.txt');
    // The last three, of which the first is the last of its day.
    expect(kept()).toEqual(['2026-11-22T18-00', '2026-11-23T00-00', '2026-11-23T06-00']);
  });

  it('waits after a failure, and says it', async () => {
    const { schedule, clock, lines, kept, state } = newSchedule();
    state.fault = new Error('the disk is full');
    await schedule.run();
    clock.advance(9 * MINUTE);
    state.fault = null;
    await schedule.run();
    expect([kept(), lines]).toEqual([[], ['backup failed']]);
    clock.advance(1 * MINUTE);
    await schedule.run();
    expect(lines).toEqual(['backup failed', 'backed up and verified']);
  });

  it('does not take one from the future for a reason to wait', async () => {
    const { schedule, clock, folder, kept } = newSchedule();
    writeFileSync(join(folder, backupNameOf(clock.now() + 400 * 24 * HOUR, false)), 'backup');
    await schedule.run();
    expect(kept()).toContain('2026-11-20T12-00');
  });

  it('runs once at a time, and breaks off when it is stopped', async () => {
    const { clock, folder, lines } = newSchedule();
    let begun = 0;
    const beginning = Promise.withResolvers<void>();
    const schedule = createBackupSchedule({
      folder,
      every: HOUR,
      keep: { hourly: 1, daily: 0, weekly: 0, monthly: 0 },
      clock,
      log: { info() {}, error: (_facts, line) => lines.push(line) },
      backUp(signal) {
        begun += 1;
        beginning.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    const running = [schedule.run(), schedule.run()];
    await beginning.promise;
    await schedule.stop();
    await Promise.all(running);
    expect([begun, lines]).toEqual([1, []]);
  });

  it('begins nothing once it is stopped', async () => {
    const { schedule, kept, lines } = newSchedule();
    const running = schedule.run();
    await schedule.stop();
    await running;
    expect([kept(), lines]).toEqual([[], []]);
  });
});
