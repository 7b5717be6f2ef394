import { Worker } from 'node:worker_threads';
import type { Timers } from '#server/jobs/timers.ts';
import type { BuiltPlace, ReadPlaces } from './source-map-reader.ts';

export interface ThreadQuestion {
  readonly id: number;
  readonly places: readonly BuiltPlace[];
}

export interface ThreadAnswer extends ReadPlaces {
  readonly id: number;
}

/** A map of some megabytes takes a second at most, on a small machine that is busy some more. */
const LONGEST_ANSWER_MS = 8_000;
/** What nobody needed for so long leaves the memory, with everything that was parsed. */
const REST_MS = 5 * 60_000;
/** It ends alone where a map needs more, and takes nobody with it. */
const MOST_MEGABYTES = 256;

export interface MapThreadDeps {
  folder: string;
  timers: Timers;
  /** The thread is gone, and what was asked with it. */
  onFailure(error: Error): void;
  program: URL;
}

/** Reads maps beside the thread that answers requests, as long as somebody asks. */
export interface MapThread {
  /** Null: there is no answer, or none in time. */
  ask(places: readonly BuiltPlace[]): Promise<ReadPlaces | null>;
  waiting(): number;
  end(): Promise<void>;
}

export function createMapThread({ folder, timers, onFailure, program }: MapThreadDeps): MapThread {
  const asked = new Map<number, (answer: ReadPlaces | null) => void>();
  let worker: Worker | null = null;
  let lastId = 0;
  let cancelRest = () => {};

  function begin(): Worker {
    const begun = new Worker(program, {
      workerData: { folder },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    begun.unref();
    begun.on('message', ({ id, ...answer }: ThreadAnswer) => asked.get(id)?.(answer));
    begun.on('error', (error) => {
      if (worker === begun) fail(error instanceof Error ? error : new Error(String(error)));
    });
    return begun;
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = null;
    for (const answer of [...asked.values()]) answer(null);
    cancelRest();
    await ended?.terminate();
  }

  function fail(error: Error): void {
    onFailure(error);
    void end();
  }

  return {
    waiting: () => asked.size,
    end,
    ask(places) {
      cancelRest();
      worker ??= begin();
      lastId += 1;
      const id = lastId;
      worker.postMessage({ id, places } satisfies ThreadQuestion);
      return new Promise((resolve) => {
        const cancelLimit = timers.after(LONGEST_ANSWER_MS, () =>
          fail(new Error(`No answer within ${LONGEST_ANSWER_MS} ms`)),
        );
        asked.set(id, (answer) => {
          asked.delete(id);
          cancelLimit();
          if (asked.size === 0) cancelRest = timers.after(REST_MS, () => void end());
          resolve(answer);
        });
      });
    },
  };
}
