import type { StoredJob } from './job-repository.ts';

/** Everything that happens to jobs in this process. */
export type JobEvent =
  | { readonly type: 'added'; readonly kind: string; readonly count: number }
  | { readonly type: 'started'; readonly job: StoredJob }
  | { readonly type: 'done'; readonly job: StoredJob; readonly milliseconds: number }
  | { readonly type: 'skipped'; readonly job: StoredJob; readonly reason: string }
  /** It failed, and is tried again from `at` on. */
  | {
      readonly type: 'failed';
      readonly job: StoredJob;
      readonly error: unknown;
      readonly milliseconds: number;
      readonly at: string;
    }
  /** It failed, and is not tried again. */
  | { readonly type: 'dead'; readonly job: StoredJob; readonly error: unknown }
  /** How it ended here could not be stored: it may run, or have run, elsewhere. */
  | { readonly type: 'lost'; readonly job: StoredJob }
  /** The server stops: it waits for another one. */
  | { readonly type: 'released'; readonly job: StoredJob }
  /** The store cannot be asked for jobs. */
  | { readonly type: 'stalled'; readonly error: unknown }
  | { readonly type: 'resumed' };

export interface JobEvents {
  emit(event: JobEvent): void;
  /** @returns how to stop listening */
  on(listener: (event: JobEvent) => void): () => void;
}

export function createJobEvents(): JobEvents {
  const listeners = new Set<(event: JobEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          // Whoever only watches cannot fail a job.
          process.emitWarning(error instanceof Error ? error : String(error));
        }
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
