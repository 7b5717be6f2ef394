import { type RepeatLog, repeat } from '#server/resilience/repeat.ts';
import type { Metrics, Reading } from './metric-registry.ts';

const LOOK_EVERY_MS = 60_000;

/** Bytes of the disk that a folder is on. */
export interface DiskSpace {
  readonly free: number;
  readonly size: number;
}

export interface BackupFacts {
  /** Milliseconds from one to the next. */
  readonly every: number;
  /** Instant at which the newest one was begun; null: there is none. */
  readonly newestAt: number | null;
  /** Instant at which one was last found to restore; null: none ever was. */
  readonly verifiedAt: number | null;
}

export interface UpkeepMetricsDeps {
  metrics: Metrics;
  /** Null where the data is on no disk of this machine. */
  diskSpace(): Promise<DiskSpace | null>;
  /** Null where this instance makes no backups. */
  backups(): Promise<BackupFacts | null>;
  log: RepeatLog;
}

/**
 * What runs full or is forgotten while everybody is still served. Looked at once a minute and not
 * when somebody asks, because a disk that does not answer would keep the process waiting.
 * @returns how to stop looking.
 */
export function recordUpkeep({ metrics, diskSpace, backups, log }: UpkeepMetricsDeps): () => void {
  let space: DiskSpace | null = null;
  let made: BackupFacts | null = null;

  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_data_disk_bytes',
      help: 'The disk of DATA_DIR: what is free for Duetide, and all of it.',
      labels: ['kind'],
    },
    () =>
      space
        ? [
            { labels: { kind: 'free' }, value: space.free },
            { labels: { kind: 'size' }, value: space.size },
          ]
        : [],
  );
  const gauge = (name: string, help: string, figure: (facts: BackupFacts) => number) =>
    metrics.read({ type: 'gauge', name, help }, (): Reading<never>[] =>
      made ? [{ labels: {}, value: figure(made) }] : [],
    );
  gauge(
    'duetide_backup_interval_seconds',
    'BACKUP_EVERY; absent where it is off.',
    ({ every }) => every / 1_000,
  );
  gauge(
    'duetide_backup_newest_timestamp_seconds',
    'When the newest backup in BACKUP_DIR was begun, in seconds since 1970; 0: there is none.',
    ({ newestAt }) => (newestAt ?? 0) / 1_000,
  );
  gauge(
    'duetide_backup_verified_timestamp_seconds',
    'When a backup was last restored for a trial, in seconds since 1970; 0: never.',
    ({ verifiedAt }) => (verifiedAt ?? 0) / 1_000,
  );

  const stops = [
    repeat(
      'look at the disk',
      LOOK_EVERY_MS,
      async () => {
        // What cannot be asked is not known, rather than as it was.
        space = await diskSpace().catch((error) => {
          space = null;
          throw error;
        });
      },
      log,
    ),
    repeat(
      'look at the backups',
      LOOK_EVERY_MS,
      async () => {
        made = await backups();
      },
      log,
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
