import { describe, expect, it } from 'vitest';
import { ALERT_RULES, type AlertRuleId } from '#shared/alerts/alert-rules.ts';
import { type AlertRig, createAlertRig } from '#tests/support/alert-rig.ts';

const REQUESTS = 'duetide_http_requests_total';
const LOOKUPS = 'duetide_cache_requests_total';
const POOL = 'duetide_database_pool_connections';
const seconds = (rig: AlertRig) => rig.clock.now() / 1_000;
const DAY = 86_400_000;

interface RuleCase {
  /** What goes wrong. */
  breakIt(rig: AlertRig): void;
  /** What is right again. */
  mendIt(rig: AlertRig): void;
  /** Nearly as bad, and no reason to tell anybody. */
  nearly?(rig: AlertRig): void;
}

const failing =
  (share: number, all = 1_000) =>
  (rig: AlertRig) => {
    rig.history.sums.set(REQUESTS, all);
    rig.history.sums.set(`${REQUESTS} status=5xx`, all * share);
  };
const slow =
  (metric: string, value: number, count = 1_000) =>
  (rig: AlertRig) => {
    rig.history.sums.set(`${metric} count`, count);
    rig.history.quantiles.set(metric, value);
  };
const hits =
  (share: number, all = 1_000) =>
  (rig: AlertRig) => {
    rig.history.sums.set(LOOKUPS, all);
    rig.history.sums.set(`${LOOKUPS} outcome=hit`, all * share);
  };
const gauges = (values: Record<string, number>) => (rig: AlertRig) => {
  for (const [name, value] of Object.entries(values)) rig.history.gauges.set(name, value);
};
const circuits =
  (...open: string[]) =>
  (rig: AlertRig) => {
    rig.state.circuits = ['cache', 'mail'].map((name) => ({
      name,
      isOpen: open.includes(name),
      trippedAt: null,
    }));
  };
const job = (changes: Partial<AlertRig['state']['jobs'][number]>) => (rig: AlertRig) => {
  rig.state.jobs = [{ name: 'backup', givenUpAt: null, error: null, late: 0, ...changes }];
};
const backups = (newestHours: number, verifiedHours: number) => (rig: AlertRig) =>
  gauges({
    duetide_backup_interval_seconds: 6 * 3_600,
    duetide_backup_newest_timestamp_seconds: seconds(rig) - newestHours * 3_600,
    duetide_backup_verified_timestamp_seconds: seconds(rig) - verifiedHours * 3_600,
  })(rig);

/** A rule without a case fails below. */
const CASES: Readonly<Record<AlertRuleId, RuleCase>> = {
  'error-rate': { breakIt: failing(0.02), mendIt: failing(0), nearly: failing(1, 19) },
  'error-rate-high': { breakIt: failing(0.06), mendIt: failing(0), nearly: failing(0.05) },
  'slow-responses': {
    breakIt: slow('duetide_http_request_duration_seconds', 1.1),
    mendIt: slow('duetide_http_request_duration_seconds', 0.1),
    nearly: slow('duetide_http_request_duration_seconds', 9, 19),
  },
  'cache-hit-rate': { breakIt: hits(0.5), mendIt: hits(0.9), nearly: hits(0.1, 499) },
  'circuit-open': { breakIt: circuits('cache'), mendIt: circuits() },
  'circuit-open-long': { breakIt: circuits('cache'), mendIt: circuits() },
  'circuits-open': {
    breakIt: circuits('cache', 'mail'),
    mendIt: circuits(),
    nearly: circuits('mail'),
  },
  'redis-unreachable': {
    breakIt: ({ state }) => Object.assign(state, { isRedisUp: false }),
    mendIt: ({ state }) => Object.assign(state, { isRedisUp: true }),
  },
  'database-unreachable': {
    breakIt: ({ state }) => Object.assign(state, { isDatabaseUp: false }),
    mendIt: ({ state }) => Object.assign(state, { isDatabaseUp: true }),
  },
  'rate-limited': {
    breakIt: ({ history }) => history.sums.set('duetide_rate_limit_rejections_total', 11),
    mendIt: ({ history }) => history.sums.set('duetide_rate_limit_rejections_total', 0),
    nearly: ({ history }) => history.sums.set('duetide_rate_limit_rejections_total', 10),
  },
  'pool-nearly-full': {
    breakIt: gauges({ [`${POOL} state=in-use`]: 17, [`${POOL} state=limit`]: 20 }),
    mendIt: gauges({ [`${POOL} state=in-use`]: 3 }),
    nearly: gauges({ [`${POOL} state=in-use`]: 16, [`${POOL} state=limit`]: 20 }),
  },
  'memory-nearly-full': {
    breakIt: gauges({ 'nodejs_heap_bytes kind=used': 90, 'nodejs_heap_bytes kind=limit': 100 }),
    mendIt: gauges({ 'nodejs_heap_bytes kind=used': 50 }),
    nearly: gauges({ process_resident_memory_bytes: 79, duetide_memory_limit_bytes: 100 }),
  },
  'disk-nearly-full': {
    breakIt: gauges({
      'duetide_data_disk_bytes kind=free': 9,
      'duetide_data_disk_bytes kind=size': 100,
    }),
    mendIt: gauges({ 'duetide_data_disk_bytes kind=free': 50 }),
  },
  'event-loop-slow': {
    breakIt: slow('duetide_event_loop_delay_seconds', 0.2),
    mendIt: slow('duetide_event_loop_delay_seconds', 0.01),
  },
  'job-failing': {
    breakIt: (rig) => job({ givenUpAt: rig.clock.now(), error: 'no room' })(rig),
    mendIt: job({}),
    nearly: (rig) => job({ givenUpAt: rig.clock.now() - DAY })(rig),
  },
  'job-late': { breakIt: job({ late: 301 }), mendIt: job({}), nearly: job({ late: 300 }) },
  'backup-missing': { breakIt: backups(13, 13), mendIt: backups(1, 0), nearly: backups(11, 11) },
  'backup-unverified': { breakIt: backups(2, 8), mendIt: backups(2, 1), nearly: backups(0.5, 7) },
  'certificate-expiring': {
    breakIt: (rig) => Object.assign(rig.state, { certificateEnds: rig.clock.now() + 13 * DAY }),
    mendIt: (rig) => Object.assign(rig.state, { certificateEnds: rig.clock.now() + 80 * DAY }),
    nearly: (rig) => Object.assign(rig.state, { certificateEnds: rig.clock.now() + 15 * DAY }),
  },
};

describe.each(ALERT_RULES)('$id', (rule) => {
  const { breakIt, mendIt, nearly } = CASES[rule.id];
  const toldOf = (rig: AlertRig) =>
    rig
      .told()
      .filter((line) => line.split(' ')[1] === rule.id)
      .map((line) => line.split(' ')[0]);

  it('fires when it has been bad for long enough, and not before; and is resolved', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    mendIt(rig);
    await rig.pass(30, [one]);
    breakIt(rig);
    if (rule.for > 10) {
      await rig.pass(rule.for - 10, [one]);
      expect(toldOf(rig)).toEqual([]);
    }
    // At most this much after that: the next look, and a minute of gathering.
    await rig.pass(30 + 60, [one]);
    expect(toldOf(rig)).toEqual(['firing']);
    mendIt(rig);
    await rig.pass(rule.keepFiringFor + 30 + 60, [one]);
    expect(toldOf(rig)).toEqual(['firing', 'resolved']);
  });

  it('does not fire where all is well, or nothing is known, or nearly as bad', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    await rig.pass(60, [one]);
    mendIt(rig);
    await rig.pass(rule.for + 60, [one]);
    nearly?.(rig);
    await rig.pass(rule.for + 60, [one]);
    expect(toldOf(rig)).toEqual([]);
  });
});

it('a circuit that only another instance has used is told of, too', async () => {
  const rig = await createAlertRig();
  const one = rig.evaluator('one');
  await rig.pass(30, [one]);
  rig.state.trippedCircuits = ['channel-slack'];
  gauges({ 'duetide_circuit_state circuit=channel-slack state=open': 1 })(rig);
  await rig.pass(ALERT_RULES.find(({ id }) => id === 'circuit-open-long')?.for ?? 0, [one]);
  await rig.pass(90, [one]);
  expect(rig.told()).toContain('firing circuit-open-long channel-slack');
});

it('a missing backup is not told of right after the first start', async () => {
  const rig = await createAlertRig();
  const one = rig.evaluator('one');
  gauges({
    duetide_backup_interval_seconds: 3_600,
    duetide_backup_newest_timestamp_seconds: 0,
    duetide_backup_verified_timestamp_seconds: 0,
    process_start_time_seconds: seconds(rig),
  })(rig);
  await rig.pass(600, [one]);
  expect(rig.told()).toEqual([]);
  rig.clock.advance(2 * 3_600_000);
  await rig.pass(20, [one]);
  expect(rig.told()).toEqual(['firing backup-missing']);
});
