import type { DestinationStream } from 'pino';

/**
 * For a terminal: one line for each entry, the rest of it as `name=value`. What has lines of its
 * own, such as the text of a mail or a stack, stands below.
 */
export function createHumanLog(write: (text: string) => void): DestinationStream {
  return { write: (line) => write(`${toHuman(JSON.parse(line))}\n`) };
}

function toHuman({ time, level, msg, ...fields }: Record<string, unknown>): string {
  const flat = Object.entries(fields).flatMap(([name, value]) => flatten(name, value));
  const short = flat.filter(([, text]) => !text.includes('\n'));
  const long = flat.filter(([, text]) => text.includes('\n'));
  const clock = String(time).slice(11, 19);
  const head = [clock, String(level).padEnd(5), msg, ...short.map((pair) => pair.join('='))];
  const below = long.flatMap(([, text]) => text.trimEnd().split('\n')).map((line) => `    ${line}`);
  return [head.join(' '), ...below].join('\n');
}

function flatten(name: string, value: unknown): [name: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  if (Array.isArray(value)) return [[name, value.join(',')]];
  return Object.entries(value).flatMap(([inner, each]) => flatten(`${name}.${inner}`, each));
}
