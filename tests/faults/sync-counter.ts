import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { programOf } from '#tests/support/service-processes.ts';

export interface SyncCounter {
  /** The program under which a server is to be started, and its arguments. */
  readonly under: readonly string[];
  /** How often a file whose path ends so has been written through to the disk. */
  count(pathEnd: string): number;
}

/** @returns why nobody can count here, or null */
export function syncCountingFault(): string | null {
  try {
    const { status, stderr, error } = spawnSync(programOf('strace'), ['-D', 'true'], {
      encoding: 'utf8',
    });
    return status === 0 ? null : `strace cannot trace: ${error?.message ?? stderr.trim()}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * @param log where strace writes a line for each call before it lets the caller go on: who has
 * the answer to a write can count the calls before it.
 */
export function createSyncCounter(log: string): SyncCounter {
  return {
    // `-D`: the server is our child, and not strace's, so that it ends as it is told.
    under: [programOf('strace'), '-D', '-f', '-y', '-e', 'trace=fsync,fdatasync', '-o', log],
    count(pathEnd) {
      const lines = readFileSync(log, 'utf8').split('\n');
      return lines.filter((line) => /\bf(data)?sync\(/.test(line) && line.includes(`${pathEnd}>`))
        .length;
    },
  };
}
