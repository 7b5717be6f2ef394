import pino, { type DestinationStream, type Logger } from 'pino';
import { createHumanLog } from './human-log.ts';
import type { LogLevels, LogModule } from './log-levels.ts';
import { loggableFields } from './loggable-fields.ts';
import { scrubText } from './scrubbed-text.ts';

/** The log of each module, which has a level of its own. */
export type Logs = (module: LogModule) => Logger;

/**
 * One JSON object a line, or words where a person watches. Only what is on a list gets that far:
 * see `loggable-fields.ts`. Lines go to every destination.
 */
export function createLogs(
  levels: LogLevels,
  destinations: readonly DestinationStream[] = [standardOutput()],
): Logs {
  const root = pino(
    {
      level: 'silent',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Made loggable already; what stands here by default would take it for an error again.
      serializers: { err: (error) => error },
      hooks: {
        logMethod([given, message], method) {
          method.apply(this, toLoggable(given, message) as Parameters<typeof method>);
        },
      },
    },
    inAll(destinations),
  );
  const made = new Map<LogModule, Logger>();
  return (module) => {
    const log = made.get(module) ?? root.child({ module }, { level: levels[module] });
    made.set(module, log);
    return log;
  };
}

/**
 * Of what pino takes only fields and a message. Without a message it would write that of an error,
 * and what it puts into a message nobody looks through.
 */
function toLoggable(given: unknown, message: unknown): [object, string] {
  if (typeof given === 'string') return [{}, scrubText(given)];
  const fields = given instanceof Error ? { err: given } : Object(given);
  return [loggableFields(fields), typeof message === 'string' ? message : 'no message'];
}

export function standardOutput(): DestinationStream {
  const { stdout } = process;
  if (stdout.isTTY) return createHumanLog((text) => stdout.write(text));
  return pino.destination({ fd: 1, sync: true });
}

function inAll(destinations: readonly DestinationStream[]): DestinationStream {
  const [only] = destinations;
  if (only && destinations.length === 1) return only;
  return {
    write(line) {
      for (const destination of destinations) destination.write(line);
    },
  };
}
