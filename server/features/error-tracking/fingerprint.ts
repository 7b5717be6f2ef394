import { createHash } from 'node:crypto';
import type { ErrorFacts, ReportedError } from '#server/observability/errors/error-reporting.ts';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';

const MOST_FRAMES = 3;
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi;
const HEXADECIMAL = /\b(0x)?(?=[\da-f]*\d)[\da-f]{8,}\b/gi;
const NUMBER = /\d+([.,:]\d+)*/g;
/** What a browser calls `subscription` in "e.price is not a function": another one in every build. */
const SHORT_NAME = /(?<![\w$.])[\w$]{1,3}(?=(?:\.[\w$]+|\(\.{3}\))* (?:is|has) )/g;
const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`/g;
/** `dashboard-page-Ab3dEf12.js`: the hash is another one in every build. */
const BUILD_HASH = /-[\w-]{8}(?=\.(js|css)$)/;

/**
 * What two errors have in common if they are probably one fault: class, code, words without what
 * differs from time to time, the innermost places of our own, and the class of the first cause.
 * Lines do not count, so that a change above the place does not make it another one.
 */
export function fingerprintOf(error: Pick<ReportedError, 'source' | 'causes' | keyof ErrorFacts>) {
  const [root] = error.causes.slice(-1);
  const facts = [
    error.source,
    error.type,
    error.code,
    plainWords(error.source === 'browser' ? withoutShortNames(error.message) : error.message),
    placesOf(error.frames),
    root ? [root.type, root.code, plainWords(root.message)] : null,
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
}

/** The innermost place of our own, for people; null where none is known. */
export function placeOf({ frames }: Pick<ErrorFacts, 'frames'>): string | null {
  const frame = frames.find(({ isOwn }) => isOwn) ?? frames[0];
  if (!frame) return null;
  return [frame.file, functionOf(frame)].filter(Boolean).join(' ');
}

function plainWords(message: string): string {
  return message
    .replace(UUID, '*')
    .replace(QUOTED, '*')
    .replace(HEXADECIMAL, '*')
    .replace(NUMBER, '*')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutShortNames(message: string): string {
  return message.replace(SHORT_NAME, '*');
}

function placesOf(frames: readonly StackFrame[]): string[] {
  const own = frames.filter(({ isOwn }) => isOwn);
  // Where nothing of ours is in it, the place in the package has to do.
  const told = own.length > 0 ? own.slice(0, MOST_FRAMES) : frames.slice(0, 1);
  return told.map((frame) => {
    const file = frame.file.replace(BUILD_HASH, '');
    // Names in a page's scripts are one letter, another one in every build.
    return file.startsWith('assets/') ? file : `${file} ${functionOf(frame) ?? ''}`;
  });
}

/** `Object.<anonymous>`, `<anonymous>` and `new` say nothing that stays. */
function functionOf({ function: name }: StackFrame): string | null {
  return name === null || name.includes('<anonymous>') ? null : name;
}
