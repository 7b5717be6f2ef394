import type { Clock } from '#server/clock.ts';
import type { Counter, Histogram, Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { JobEvent, JobEvents } from './job-events.ts';

const DURATIONS = [0.01, 0.1, 1, 10, 60, 300, 1_800];
const DELAYS = [1, 5, 15, 60, 300, 1_800, 7_200];
const OUTCOMES = ['done', 'skipped', 'failed', 'dead', 'lost', 'released'] as const;
type Outcome = (typeof OUTCOMES)[number];

interface KindMetrics {
  added: Counter;
  outcomes: Record<Outcome, Counter>;
  duration: Histogram;
  delay: Histogram;
}

export interface JobMetricsDeps {
  events: Pick<JobEvents, 'on'>;
  metrics: Metrics;
  clock: Clock;
  /** Names of all that can happen here. */
  kinds: readonly string[];
}

/** Counts what becomes of jobs in this process. */
export function countJobs({ events, metrics, clock, kinds }: JobMetricsDeps): void {
  const added = metrics.counter({
    name: 'duetide_jobs_added_total',
    help: 'Jobs that this process added to those that wait.',
    labels: ['kind'],
  });
  const outcomes = metrics.counter({
    name: 'duetide_jobs_total',
    help: 'How attempts ended: failed ones are tried again, dead ones wait for an operator.',
    labels: ['kind', 'outcome'],
  });
  const duration = metrics.histogram({
    name: 'duetide_job_duration_seconds',
    help: 'How long attempts took that were done or failed.',
    labels: ['kind'],
    bounds: DURATIONS,
  });
  const delay = metrics.histogram({
    name: 'duetide_job_delay_seconds',
    help: 'How late the first attempt began.',
    labels: ['kind'],
    bounds: DELAYS,
  });
  const running = new Set<string>();
  let isStalled = false;
  metrics.read(
    { type: 'gauge', name: 'duetide_jobs_running', help: 'Jobs that this process is busy with.' },
    () => [{ labels: {}, value: running.size }],
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_jobs_stalled',
      help: '1 while the database cannot be asked for jobs.',
    },
    () => [{ labels: {}, value: isStalled ? 1 : 0 }],
  );

  const byKind = new Map(
    kinds.map((kind): [string, KindMetrics] => [
      kind,
      {
        added: added.of({ kind }),
        outcomes: Object.fromEntries(
          OUTCOMES.map((outcome) => [outcome, outcomes.of({ kind, outcome })]),
        ) as Record<Outcome, Counter>,
        duration: duration.of({ kind }),
        delay: delay.of({ kind }),
      },
    ]),
  );

  function countEnd(event: Extract<JobEvent, { type: Outcome }>): void {
    running.delete(event.job.id);
    const kind = byKind.get(event.job.kind);
    kind?.outcomes[event.type].add();
    if ('milliseconds' in event) kind?.duration.observe(event.milliseconds / 1_000);
  }

  events.on((event) => {
    switch (event.type) {
      case 'added':
        return byKind.get(event.kind)?.added.add(event.count);
      case 'started': {
        const { id, kind, attempt, scheduledFor } = event.job;
        running.add(id);
        const late = clock.now() - Date.parse(scheduledFor);
        if (attempt === 1) byKind.get(kind)?.delay.observe(Math.max(0, late) / 1_000);
        return;
      }
      case 'stalled':
      case 'resumed':
        isStalled = event.type === 'stalled';
        return;
      default:
        return countEnd(event);
    }
  });
}
