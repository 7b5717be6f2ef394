import pino, { type DestinationStream, type Logger } from 'pino';
import { createHumanLog } from './human-log.ts';

/** What must never stand in a log, wherever a log call might have let it in. */
const SECRETS = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'cookie',
  'authorization',
  'headers.cookie',
  'headers.authorization',
  'headers["set-cookie"]',
];

/**
 * One JSON object a line, or words where a person watches. `destination` is standard output unless
 * a test wants to read it.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS.flatMap((path) => [path, `*.${path}`]), censor: '[secret]' },
    },
    destination ?? standardOutput(),
  );
}

function standardOutput(): DestinationStream {
  const { stdout } = process;
  if (stdout.isTTY) return createHumanLog((text) => stdout.write(text));
  return pino.destination({ fd: 1, sync: true });
}
