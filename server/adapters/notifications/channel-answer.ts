import { clip } from './channel-text.ts';
import type { ChannelAnswer, ChannelOutcome } from './notifications.ts';

const LONGEST_WORDS = 300;
/** Who asks to wait longer is asked again after that all the same. */
const LONGEST_WAIT = 24 * 3_600;

export interface AnswerReading {
  /** What the service says, taken from its answer; without it, the beginning of the body. */
  words?: string | undefined;
  /** Seconds to wait, where the service says it elsewhere than in `Retry-After`. */
  after?: number | null | undefined;
  isGone?: boolean;
}

/** What the status means where a service gives it no other meaning. */
export function readStatus(
  answer: ChannelAnswer,
  now: number,
  { words, after, isGone = false }: AnswerReading = {},
): ChannelOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const said = toWords(words ?? textOf(answer)) || `HTTP ${status}`;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: 'retry', after: toWait(after ?? readRetryAfter(answer, now)), words: said };
  }
  if (status >= 300 && status < 400) {
    const elsewhere = toWords(answer.headers.get('location') ?? '');
    return refused(`HTTP ${status}, redirected to ${elsewhere || 'nowhere'}`);
  }
  return refused(said, isGone);
}

export function refused(words: string, isGone = false): ChannelOutcome {
  return { kind: 'refused', isGone, words: toWords(words) };
}

/** The answer as JSON; `{}` where it is none, or not an object. */
export function jsonOf(answer: ChannelAnswer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textOf(answer));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

/** A field that is what it should be: what a service answers is checked like any input. */
export function textField(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberField(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textOf({ headers, body }: ChannelAnswer): string {
  const isPacked = headers.has('content-encoding');
  return isPacked ? '' : Buffer.from(body).toString('utf8');
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function readRetryAfter({ headers }: ChannelAnswer, now: number): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  // Of other dates nobody knows the time zone, and Date.parse takes -5 for a year.
  const date = value.endsWith('GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : (date - now) / 1_000;
}

function toWait(seconds: number | null): number | null {
  return seconds === null ? null : Math.min(LONGEST_WAIT, Math.max(0, Math.ceil(seconds)));
}

/** One line of plain text, however the service sent it: people read it, also in a log. */
function toWords(text: string): string {
  const isPage = /^\s*<(!doctype|html|\?xml)/i.test(text);
  return clip(
    (isPage ? '' : text).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(),
    LONGEST_WORDS,
  );
}
