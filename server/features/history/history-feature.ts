import type { Clock } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import { handleJob, type JobKind } from '#server/jobs/job-kind.ts';
import { systemTimers, type Timers } from '#server/jobs/timers.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { createHistoryCompaction } from './history-compaction.ts';
import { compactHistoryJob } from './history-jobs.ts';
import { createHistoryQuery } from './history-query.ts';
import { createHistoryReader, type HistoryReader } from './history-reader.ts';
import { createHistoryRecorder } from './history-recorder.ts';
import type { HistoryRepository } from './history-repository.ts';
import { registerHistoryRoutes } from './history-routes.ts';
import { createInstanceDesk } from './instance-desk.ts';
import type { Instance, InstanceRepository } from './instance-repository.ts';
import { liveFigures } from './live-figures.ts';
import { createLiveStream } from './live-stream.ts';
import { createOwnFigures, type OwnFiguresDeps } from './own-figures.ts';
import { createStepReader } from './step-reader.ts';

export interface HistoryFeatureDeps {
  history: HistoryRepository;
  instances: InstanceRepository;
  /** This process. */
  instance: Pick<Instance, 'id' | 'name' | 'version' | 'node' | 'pid' | 'startedAt'>;
  metrics: Metrics;
  /** What this process alone remembers, without the store. */
  own: OwnFiguresDeps['own'];
  clock: Clock;
  timers?: Timers;
  log: { warn(fields: object, message: string): void };
  /** Whether this process records what it counts; what others recorded is shown all the same. */
  isOn: boolean;
}

export interface HistoryFeature {
  reader: HistoryReader;
  kinds: readonly JobKind[];
  registerRoutes(app: App, sessions: SessionCheck): void;
  /** From now on it is recorded what this process counts. */
  start(): void;
  /** From now on nobody is told anything. */
  drain(): void;
  stop(): Promise<void>;
}

export function createHistoryFeature(deps: HistoryFeatureDeps): HistoryFeature {
  const { history, instances, instance, clock, timers = systemTimers, log, isOn } = deps;
  const steps = createStepReader({ history, clock });
  const reader = createHistoryReader({ steps, clock });
  const recorder = createHistoryRecorder({ ...deps, timers });
  const compaction = createHistoryCompaction({ history, instances, clock });
  const live = createLiveStream({
    figures: (at) => liveFigures(reader, at),
    onRecorded: recorder.onRecorded,
    timers,
    log,
  });
  let isRunning = false;

  return {
    reader,
    kinds: [handleJob(compactHistoryJob, ({ signal }) => compaction.run(signal))],
    registerRoutes(app, sessions) {
      registerHistoryRoutes(app, {
        ask: createHistoryQuery({ steps, clock }),
        instances: createInstanceDesk({ instances, instance, clock }),
        own: createOwnFigures({ ...deps, isRecorded: isOn }),
        live,
        sessions,
      });
    },
    start() {
      if (!isOn) return;
      isRunning = true;
      recorder.start();
    },
    drain: live.close,
    async stop() {
      live.close();
      if (isRunning) await recorder.stop();
      isRunning = false;
    },
  };
}
