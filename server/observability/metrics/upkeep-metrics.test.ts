import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { writeExposition } from './exposition.ts';
import { createMetrics } from './metric-registry.ts';
import { recordUpkeep, type UpkeepMetricsDeps } from './upkeep-metrics.ts';

function open(sources: Pick<UpkeepMetricsDeps, 'diskSpace' | 'backups'>) {
  const metrics = createMetrics();
  const errors: object[] = [];
  const log = { error: (fields: object) => errors.push(fields) };
  onTestFinished(recordUpkeep({ metrics, log, ...sources }));
  const read = () => readPrometheusText(writeExposition(metrics.families())).series;
  return { read, errors };
}

it('tells how much room is left, and how old backups are', async () => {
  const { read } = open({
    diskSpace: async () => ({ free: 25, size: 100 }),
    backups: async () => ({ every: 6 * 3_600_000, newestAt: 1_700_000_000_000, verifiedAt: null }),
  });
  await eventually('it looked', 2_000, () => read().size === 5);
  expect(Object.fromEntries(read())).toEqual({
    'duetide_data_disk_bytes{kind="free"}': 25,
    'duetide_data_disk_bytes{kind="size"}': 100,
    duetide_backup_interval_seconds: 21_600,
    duetide_backup_newest_timestamp_seconds: 1_700_000_000,
    duetide_backup_verified_timestamp_seconds: 0,
  });
});

it('says nothing of what this instance does not do', async () => {
  const { read } = open({ diskSpace: async () => null, backups: async () => null });
  await new Promise(setImmediate);
  expect(read().size).toBe(0);
});

it('does not know the room of a disk that cannot be asked, and says so in the log', async () => {
  const { read, errors } = open({
    diskSpace: async () => {
      throw new Error('EIO');
    },
    backups: async () => ({ every: 60_000, newestAt: null, verifiedAt: null }),
  });
  await eventually('it was logged', 2_000, () => errors.length > 0);
  expect(errors).toMatchObject([{ task: 'look at the disk' }]);
  expect([...read().keys()].filter((name) => name.includes('disk'))).toEqual([]);
  expect(read().get('duetide_backup_newest_timestamp_seconds')).toBe(0);
});
