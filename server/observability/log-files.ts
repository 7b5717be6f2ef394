import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import { type Clock, instantOf } from '#server/clock.ts';

export interface LogFilesOptions {
  /** It is there already. */
  folder: string;
  clock: Clock;
  /** Bytes of all files together: the oldest go first. */
  mostBytes: number;
  /** Days after which a file goes. */
  keepDays: number;
  /** Tells this process from others that write into the folder. */
  processId: number;
  /** Told when nothing can be written any more, and when it can again. */
  onFault(error: unknown): void;
}

const DAY = 86_400_000;
/** Old lines go one file at a time. */
const PARTS = 10;
const TRY_AGAIN_AFTER = 10_000;
const FILE_NAME = /^duetide-\d{4}-\d\d-\d\dT[\d-]+Z-\d+\.log$/;

interface OpenFile {
  readonly name: string;
  readonly descriptor: number;
  readonly day: number;
  bytes: number;
}

/**
 * Lines in files of this process: a new one each day and whenever one is a tenth of all that may
 * be there. Each write is done when it returns, so that the last words of a process that falls are
 * there. A disk that is full costs lines, and nothing else.
 */
export function createLogFiles(options: LogFilesOptions): DestinationStream & { close(): void } {
  const { folder, clock, mostBytes, keepDays, processId, onFault } = options;
  let current: OpenFile | null = null;
  let restsUntil = 0;

  function fileFor(bytes: number): OpenFile {
    const now = clock.now();
    const day = Math.floor(now / DAY);
    const isFull = current !== null && current.bytes + bytes > mostBytes / PARTS;
    if (current && current.day === day && (!isFull || current.bytes === 0)) return current;
    close();
    const name = `duetide-${instantOf(now).replace(/[:.]/g, '-')}-${processId}.log`;
    const path = join(folder, name);
    // Their owner's only: they tell who used what, when.
    current = { name, descriptor: openSync(path, 'a', 0o600), day, bytes: 0 };
    current.bytes = statSync(path).size;
    removeOld(now, name);
    return current;
  }

  /** What cannot be looked at or removed, maybe because another process was faster, stays. */
  function removeOld(now: number, newest: string): void {
    let total = 0;
    const names = readdirSync(folder).filter((name) => FILE_NAME.test(name) && name !== newest);
    for (const name of names.sort().reverse()) {
      const path = join(folder, name);
      try {
        const { size, mtimeMs } = statSync(path);
        total += size;
        const isTooMuch = total > mostBytes - mostBytes / PARTS;
        if (isTooMuch || now - mtimeMs > keepDays * DAY) rmSync(path, { force: true });
      } catch {}
    }
  }

  function close(): void {
    if (current) closeSync(current.descriptor);
    current = null;
  }

  return {
    write(line) {
      if (clock.now() < restsUntil) return;
      try {
        const bytes = Buffer.from(line);
        const file = fileFor(bytes.length);
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(file.descriptor, bytes, done);
        }
        file.bytes += bytes.length;
      } catch (error) {
        restsUntil = clock.now() + TRY_AGAIN_AFTER;
        onFault(error);
      }
    },
    close,
  };
}
