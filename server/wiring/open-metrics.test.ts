import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config/config.ts';
import { allAt } from '#server/observability/log-levels.ts';
import { createLogs } from '#server/observability/logger.ts';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { eventually } from '#tests/support/eventually.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { openMetrics } from './open-metrics.ts';
import { openParts } from './open-parts.ts';
import { wire } from './wire.ts';

async function open(environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-metrics-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lines: Record<string, unknown>[] = [];
  const logOf = createLogs(allAt('info'), [{ write: (line) => lines.push(JSON.parse(line)) }]);
  const config = readConfig({ DATA_DIR: folder, ...environment });
  const parts = await openParts(config, systemClock, logOf);
  const wired = await wire(parts);
  onTestFinished(() => wired.close());
  const opened = openMetrics(parts);
  onTestFinished(() => opened.close());
  return { opened, parts, lines };
}

it('shows everything that is measured at a port of its own', async () => {
  const { opened, parts, lines } = await open({ METRICS_PORT: '0' });
  await parts.store.users.find('nobody');
  await opened.listen();
  const { port } = lines.find(({ msg }) => msg === 'metrics can be read') ?? {};
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const { families, series } = readPrometheusText(await answer.text());
  expect([...families.keys()]).toEqual(
    expect.arrayContaining([
      'duetide_build_info',
      'duetide_event_loop_delay_seconds',
      'duetide_mails_total',
      'duetide_circuit_changes_total',
    ]),
  );
  const find = 'duetide_database_call_duration_seconds_count{repository="users",operation="find"}';
  expect(series.get(find)).toBe(1);
  await opened.close();
  await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow();
});

it('says which variable to change where the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { opened } = await open({ METRICS_PORT: String(port) });
  await expect(opened.listen()).rejects.toThrow(
    `METRICS_PORT ${port} is in use on 127.0.0.1. Stop the other program, or choose another port: METRICS_PORT=${port + 1}.`,
  );
});

it('tells of the disk and of backups', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-backups-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'duetide-2026-11-20T12-00-00.000Z.tar.gz'), '');
  const { parts } = await open({ METRICS_PORT: '0', BACKUP_EVERY: '6h', BACKUP_DIR: folder });
  const read = () => readPrometheusText(writeExposition(parts.metrics.families())).series;
  await eventually('it looked', 5_000, () => read().has('duetide_backup_newest_timestamp_seconds'));
  expect(read().get('duetide_backup_newest_timestamp_seconds')).toBe(
    Date.parse('2026-11-20T12:00:00Z') / 1_000,
  );
  expect(read().get('duetide_backup_interval_seconds')).toBe(6 * 3_600);
  const disk = (kind: string) => read().get(`duetide_data_disk_bytes{kind="${kind}"}`) ?? 0;
  expect(disk('free')).toBeGreaterThan(0);
  expect(disk('free')).toBeLessThan(disk('size'));
});

it('measures the process for its own history', async () => {
  const { opened, parts, lines } = await open({});
  await opened.listen();
  expect(lines.map(({ msg }) => msg)).not.toContain('metrics can be read');
  expect(writeExposition(parts.metrics.families())).toContain('process_');
});

it('measures the process also without a history and without metrics, as alerts and the console ask for it', async () => {
  const { opened, parts, lines } = await open({ HISTORY: 'off' });
  await opened.listen();
  expect(lines.map(({ msg }) => msg)).not.toContain('metrics can be read');
  expect(writeExposition(parts.metrics.families())).toContain('nodejs_heap_bytes{kind="limit"}');
});
