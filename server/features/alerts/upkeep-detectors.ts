import type { AlertSignals } from './alert-signals.ts';
import { type Detector, readingOf } from './detector.ts';

const DAY = 86_400_000;
/** Looked at once a minute and recorded after that. */
const FRESH_MS = 180_000;
/** What was given up longer ago, nobody will try again. */
const GIVEN_UP_MS = DAY;

export const detectFailingJobs: Detector = async ({ signals, rule, now }) =>
  (await signals.jobs()).map(({ name, givenUpAt, error }) => {
    const isRecent = givenUpAt !== null && now - givenUpAt < GIVEN_UP_MS;
    return readingOf(rule, isRecent ? 1 : 0, { subject: name, note: isRecent ? error : null });
  });

export const detectLateJobs: Detector = async ({ signals, rule }) =>
  (await signals.jobs()).map(({ name, late }) => readingOf(rule, late, { subject: name }));

/** How many times BACKUP_EVERY the newest one is old; nothing is missing where none are to be made. */
export const detectMissingBackup: Detector = async ({ signals, rule, now }) => {
  const { every, newest, knownSince } = await backupFacts(signals, now);
  if (every === null) return [];
  const since = newest > 0 ? newest : knownSince;
  return [readingOf(rule, (now - since) / every)];
};

export const detectUnverifiedBackup: Detector = async ({ signals, rule, now }) => {
  const { every, newest, verified } = await backupFacts(signals, now);
  if (every === null || newest === 0) return [];
  return [readingOf(rule, verified >= newest ? 0 : (now - newest) / 1_000)];
};

export const detectCertificate: Detector = async ({ signals, rule, now }) => {
  const ends = await signals.certificateEnds();
  return ends === null ? [] : [readingOf(rule, (ends - now) / DAY)];
};

interface BackupFacts {
  /** Milliseconds; null: none are to be made by anybody here. */
  every: number | null;
  newest: number;
  verified: number;
  /** Since when somebody was to make some: the first start that is known of. */
  knownSince: number;
}

/** Instances that back up into folders of their own: the newest of all is the newest. */
async function backupFacts({ history }: AlertSignals, now: number): Promise<BackupFacts> {
  const read = (name: string) => history.newest(name, {}, now - FRESH_MS);
  const [intervals, newest, verified, starts] = await Promise.all([
    read('duetide_backup_interval_seconds'),
    read('duetide_backup_newest_timestamp_seconds'),
    read('duetide_backup_verified_timestamp_seconds'),
    read('process_start_time_seconds'),
  ]);
  const most = (found: readonly { value: number }[]) =>
    Math.max(0, ...found.map(({ value }) => value * 1_000));
  const begun = Math.min(now, ...starts.map(({ value }) => value * 1_000));
  return {
    every: intervals.length > 0 ? most(intervals) : null,
    newest: most(newest),
    verified: most(verified),
    knownSince: begun,
  };
}
