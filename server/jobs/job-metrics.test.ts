import { expect, it } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createJobEvents } from './job-events.ts';
import { countJobs } from './job-metrics.ts';
import type { StoredJob } from './job-repository.ts';

const NOW = '2026-11-20T12:00:00.000Z';

function jobOf(id: string, changes: Partial<StoredJob> = {}): StoredJob {
  return {
    id,
    householdId: null,
    kind: 'greet',
    payload: '{}',
    state: 'running',
    scheduledFor: NOW,
    claimableAt: NOW,
    attempt: 1,
    holder: 'a',
    createdAt: NOW,
    startedAt: NOW,
    endedAt: null,
    error: null,
    ...changes,
  };
}

function open() {
  const metrics = createMetrics();
  const events = createJobEvents();
  const clock = createSetClock(NOW);
  countJobs({ events, metrics, clock, kinds: ['greet', 'purge'] });
  const read = () => readPrometheusText(writeExposition(metrics.families())).series;
  const outcome = (name: string) =>
    read().get(`duetide_jobs_total{kind="greet",outcome="${name}"}`);
  return { events, clock, read, outcome };
}

it('has zero for every kind and end before anything happened', () => {
  const { read } = open();
  for (const end of ['done', 'skipped', 'failed', 'dead', 'lost', 'released']) {
    expect(read().get(`duetide_jobs_total{kind="purge",outcome="${end}"}`)).toBe(0);
  }
  expect([...read().values()].every((value) => value === 0)).toBe(true);
});

it('counts what becomes of jobs, how long they took and how late they were', () => {
  const { events, clock, read, outcome } = open();
  events.emit({ type: 'added', kind: 'greet', count: 3 });
  clock.advance(7_000);
  const [one, two] = [jobOf('one'), jobOf('two')];
  events.emit({ type: 'started', job: one });
  events.emit({ type: 'started', job: two });
  expect(read().get('duetide_jobs_running')).toBe(2);
  events.emit({ type: 'done', job: one, milliseconds: 50 });
  events.emit({ type: 'failed', job: two, error: null, milliseconds: 2_000, at: NOW });
  clock.advance(60_000);
  const again = { ...two, attempt: 2 };
  events.emit({ type: 'started', job: again });
  events.emit({ type: 'dead', job: again, error: null });
  events.emit({ type: 'skipped', job: jobOf('three'), reason: 'It was missed' });
  const series = read();
  expect(series.get('duetide_jobs_running')).toBe(0);
  expect(series.get('duetide_jobs_added_total{kind="greet"}')).toBe(3);
  expect(['done', 'failed', 'dead', 'skipped', 'lost'].map(outcome)).toEqual([1, 1, 1, 1, 0]);
  expect(series.get('duetide_job_duration_seconds_sum{kind="greet"}')).toBeCloseTo(2.05);
  // Of first attempts only: later ones wait on purpose.
  expect(series.get('duetide_job_delay_seconds_count{kind="greet"}')).toBe(2);
  expect(series.get('duetide_job_delay_seconds_sum{kind="greet"}')).toBe(14);
});

it('says while jobs cannot be asked for', () => {
  const { events, read } = open();
  events.emit({ type: 'stalled', error: null });
  expect(read().get('duetide_jobs_stalled')).toBe(1);
  events.emit({ type: 'resumed' });
  expect(read().get('duetide_jobs_stalled')).toBe(0);
});

it('makes no series for kinds of another version', () => {
  const { events, read } = open();
  const before = read().size;
  events.emit({ type: 'done', job: jobOf('one', { kind: 'unknown' }), milliseconds: 1 });
  events.emit({ type: 'added', kind: 'unknown', count: 1 });
  expect(read().size).toBe(before);
});
