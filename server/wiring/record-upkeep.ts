import { statfs } from 'node:fs/promises';
import { listBackups } from '#server/backup/backup-folder.ts';
import { codeOf } from '#server/error-code.ts';
import { type DiskSpace, recordUpkeep } from '#server/observability/metrics/upkeep-metrics.ts';
import type { Parts } from './open-parts.ts';

type UpkeepParts = Pick<Parts, 'config' | 'metrics' | 'store' | 'logOf'>;

/** Measures disk and backups of this installation. @returns how to stop measuring. */
export function recordOwnUpkeep({ config, metrics, store, logOf }: UpkeepParts): () => void {
  const { every, folder } = config.backups;
  return recordUpkeep({
    metrics,
    log: logOf('server'),
    diskSpace: () => diskSpaceOf(config.dataDir),
    async backups() {
      if (every === null) return null;
      const [kept, [verified]] = await Promise.all([
        listBackups(folder),
        store.jobs.list({ kind: 'backup', state: 'done', limit: 1 }),
      ]);
      return {
        every,
        newestAt: kept.at(-1)?.takenAt ?? null,
        verifiedAt: verified?.endedAt ? Date.parse(verified.endedAt) : null,
      };
    },
  });
}

/** Null where there is no such folder, as with a database elsewhere. */
async function diskSpaceOf(folder: string): Promise<DiskSpace | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
