import type { AlertRuleId } from '#shared/alerts/alert-rules.ts';
import type { AlertSignals } from './alert-signals.ts';
import type { AlertReading } from './alert-state.ts';
import { detectCircuits, detectOpenCircuits, detectSeveralCircuits } from './circuit-detectors.ts';
import { type Detector, readingOf } from './detector.ts';
import { detectHitRate, detectQuantile, detectShare } from './request-detectors.ts';
import { detectFullDisk, detectFullMemory, detectFullPool } from './resource-detectors.ts';
import {
  detectCertificate,
  detectFailingJobs,
  detectLateJobs,
  detectMissingBackup,
  detectUnverifiedBackup,
} from './upkeep-detectors.ts';

const REQUESTS = 'duetide_http_requests_total';

/** How each rule is read. */
export const ALERT_DETECTORS: Readonly<Record<AlertRuleId, Detector>> = {
  'error-rate': detectShare(REQUESTS, { status: '5xx' }),
  'error-rate-high': detectShare(REQUESTS, { status: '5xx' }),
  'slow-responses': detectQuantile('duetide_http_request_duration_seconds', 0.95),
  'cache-hit-rate': detectHitRate,
  'circuit-open': detectCircuits,
  'circuit-open-long': detectOpenCircuits,
  'circuits-open': detectSeveralCircuits,
  'redis-unreachable': async ({ signals }) =>
    signals.pingRedis ? [await reach(signals, signals.pingRedis)] : [],
  'database-unreachable': async ({ signals }) => [await reach(signals, signals.pingDatabase)],
  'rate-limited': async ({ signals: { history }, rule, now }) => {
    const from = now - rule.window * 1_000;
    return [
      readingOf(rule, await history.sum('duetide_rate_limit_rejections_total', {}, from, now)),
    ];
  },
  'pool-nearly-full': detectFullPool,
  'memory-nearly-full': detectFullMemory,
  'disk-nearly-full': detectFullDisk,
  'event-loop-slow': detectQuantile('duetide_event_loop_delay_seconds', 0.99),
  'job-failing': detectFailingJobs,
  'job-late': detectLateJobs,
  'backup-missing': detectMissingBackup,
  'backup-unverified': detectUnverifiedBackup,
  'certificate-expiring': detectCertificate,
};

/** What an instance can say when it can reach nobody else. */
export const LOCAL_RULES: ReadonlySet<AlertRuleId> = new Set([
  'circuit-open',
  'circuit-open-long',
  'circuits-open',
  'redis-unreachable',
  'database-unreachable',
]);

/** Each instance may see it differently, so that each is a subject. */
async function reach(
  { hostName: subject }: AlertSignals,
  ping: () => Promise<void>,
): Promise<AlertReading> {
  try {
    await ping();
    return { subject, isBad: false, value: null, note: null };
  } catch {
    return { subject, isBad: true, value: null, note: null };
  }
}
