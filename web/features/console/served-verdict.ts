/** Of the last minute, over all instances. */
export interface MinuteFigures {
  /** Null: nothing was recorded. */
  requests: number | null;
  /** Answers 5xx. */
  errors: number;
  /** Seconds; null: nobody asked. */
  p95: number | null;
}

export type Verdict = 'unknown' | 'idle' | 'good' | 'slow' | 'failing' | 'down';

const SOME_ERRORS = 0.01;
const MANY_ERRORS = 0.05;
const SLOW_SECONDS = 1;

/** Whether people are being served, by the limits at which alerts are raised. */
export function judgeMinute({ requests, errors, p95 }: MinuteFigures): Verdict {
  if (requests === null) return 'unknown';
  if (requests === 0) return 'idle';
  const share = errors / requests;
  if (share > MANY_ERRORS) return 'down';
  if (share > SOME_ERRORS) return 'failing';
  return p95 !== null && p95 > SLOW_SECONDS ? 'slow' : 'good';
}
