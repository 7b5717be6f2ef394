import { existsSync, readdirSync } from 'node:fs';
import type { Timers } from '#server/jobs/timers.ts';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import { createMapThread } from './map-thread.ts';
import type { SourceMaps } from './source-maps.ts';

const PROGRAM = new URL('./source-map-worker.ts', import.meta.url);
/** Stacks that wait at once; where more come, they are told of as they are. */
const MOST_WAITING = 50;
/** After the thread failed, so that what fails each time does not keep a core busy. */
const PAUSE_MS = 60_000;
const SCRIPTS = 'assets/';

export interface ThreadedSourceMapsDeps {
  /** Where the maps of the build are that is served. */
  folder: string;
  timers: Timers;
  log: { warn(fields: object, message: string): void };
  /** For tests. */
  program?: URL;
}

/**
 * Reads the maps of the build on a thread of their own. File names come from browsers: only maps
 * that were there at the start are ever opened, and their names have the hash of their content,
 * so that a map never belongs to another build.
 */
export function createThreadedSourceMaps(deps: ThreadedSourceMapsDeps): SourceMaps {
  const { folder, timers, log, program = PROGRAM } = deps;
  const known = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const reported = new Set<string>();
  let silentUntil = 0;
  const thread = createMapThread({
    folder,
    timers,
    program,
    onFailure(error) {
      silentUntil = timers.monotonic() + PAUSE_MS;
      log.warn({ err: error }, 'stacks of browsers are kept as they come for a minute');
    },
  });

  function mapOf({ file }: StackFrame): string | null {
    const map = `${file.startsWith(SCRIPTS) ? file.slice(SCRIPTS.length) : file}.map`;
    return known.has(map) ? map : null;
  }

  return {
    async resolve(frames) {
      const found = frames.flatMap((frame, at) => {
        const map = mapOf(frame);
        return map === null ? [] : [{ at, map, line: frame.line, column: frame.column }];
      });
      const isBusy = thread.waiting() >= MOST_WAITING || timers.monotonic() < silentUntil;
      if (found.length === 0 || isBusy) return frames;
      const answer = await thread.ask(
        found.map(({ map, line, column }) => ({ map, line, column })),
      );
      if (!answer) return frames;
      for (const { map, error } of answer.faults) {
        if (reported.has(map)) continue;
        reported.add(map);
        log.warn(
          { file: map, err: error },
          'a source map cannot be read: its stacks stay as they come',
        );
      }
      const resolved = [...frames];
      for (const [index, { at }] of found.entries()) {
        const frame = answer.frames[index];
        if (frame) resolved[at] = frame;
      }
      return resolved;
    },
    async close() {
      silentUntil = Number.POSITIVE_INFINITY;
      await thread.end();
    },
  };
}
