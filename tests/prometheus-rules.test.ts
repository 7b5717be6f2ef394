import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureValues } from '#server/adapters/redis/measured-values.ts';
import { createPoolUse, showPoolUse } from '#server/adapters/store/mongodb/pool-use.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config/config.ts';
import { allAt } from '#server/observability/log-levels.ts';
import { createLogs } from '#server/observability/logger.ts';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';
import { openMetrics } from '#server/wiring/open-metrics.ts';
import { openParts } from '#server/wiring/open-parts.ts';
import { wire } from '#server/wiring/wire.ts';
import { ALERT_RULES, type AlertRule } from '#shared/alerts/alert-rules.ts';
import { eventually } from './support/eventually.ts';
import {
  dashboardQueries,
  inhibitRules,
  type PrometheusRule,
  prometheusRules,
  ruleTests,
} from './support/prometheus-files.ts';
import { readPrometheusText } from './support/prometheus-text.ts';
import { selectorsOf } from './support/promql-selectors.ts';

const RULES = prometheusRules();
const ALERTS = RULES.filter(({ alert }) => alert !== undefined);
const byId = new Map(ALERTS.map((rule) => [rule.labels?.rule, rule]));

/** What only somebody outside can see. */
const OUTSIDE = ['instance-down', 'watchdog'];
/** Read from what Prometheus is told, which is not what the store knows. */
const THRESHOLD_ELSEWHERE: Partial<Record<AlertRule['id'], RegExp>> = {
  'circuit-open': /increase1m > 0/,
  'redis-unreachable': /circuit="cache"} > 0$/,
  'database-unreachable': /circuit="database"} > 0/,
  'job-late': /le="300"/,
};

const camel = (id: string) =>
  id.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase());
const seconds = (time = '0s') => {
  const [, count = '', unit = ''] = /^(\d+)([smh])$/.exec(time) ?? [];
  return Number(count) * { s: 1, m: 60, h: 3_600 }[unit as 's' | 'm' | 'h'];
};

describe('the rules for Prometheus', () => {
  it('are those of the program, and what only somebody outside can see', () => {
    const own = ALERT_RULES.map(({ id }) => id);
    expect([...byId.keys()].sort()).toEqual([...own, ...OUTSIDE].sort());
  });

  it.each(ALERT_RULES)('say the same of $id', (rule) => {
    const found = byId.get(rule.id) as PrometheusRule;
    expect(found.alert).toBe(`Duetide${camel(rule.id)}`);
    expect(found.labels?.severity).toBe(rule.severity);
    expect(seconds(found.for)).toBe(rule.for);
    expect(seconds(found.keep_firing_for)).toBe(rule.keepFiringFor);
    expect(found.annotations?.runbook_url).toBe(`docs/runbooks/${rule.id}.md`);
    const sign = rule.isBad === 'above' ? '>' : '<';
    expect(found.expr).toMatch(
      THRESHOLD_ELSEWHERE[rule.id] ?? new RegExp(`${sign} ${rule.threshold}(\\s|$)`),
    );
    if (rule.minimumEvents > 0) {
      expect(found.expr).toContain(`[${rule.window / 60}m])) >= ${rule.minimumEvents}`);
    }
    if (rule.window > 0 && rule.id !== 'circuit-open') {
      const windows = [...found.expr.matchAll(/\[(\w+)\]/g)].map(([, time]) => seconds(time));
      expect(new Set(windows)).toEqual(new Set([rule.window]));
    }
  });

  it.each(ALERT_RULES.flatMap(({ id, impliedBy }) => impliedBy.map((by) => ({ id, by }))))(
    'tell nobody of $id while they tell of $by',
    ({ id, by }) => {
      const names = (matchers: readonly string[]) =>
        matchers.flatMap((text) => /rule =~? "?([\w|-]+)"?/.exec(text)?.[1]?.split('|') ?? []);
      const isTold = inhibitRules().some(
        ({ source_matchers: source, target_matchers: target }) =>
          names(source).includes(by) && names(target).includes(id),
      );
      expect(isTold).toBe(true);
    },
  );

  it.each([...byId.keys()])('have a case in which %s fires and resolves', (id = '') => {
    const alert = byId.get(id)?.alert;
    const { tests } = ruleTests().get(id) ?? { tests: [] };
    const [first = [], ...others] = tests.map(({ alert_rule_test: checks }) =>
      checks
        .filter(({ alertname }) => alertname === alert)
        .map(({ exp_alerts: { length } }) => length),
    );
    if (id === 'watchdog') {
      expect(first).toEqual([1, 1]);
    } else {
      expect(first.slice(0, 2)).toEqual([0, 1]);
      expect(first.at(-1)).toBe(0);
    }
    for (const checks of others) expect(checks.length).toBeGreaterThan(0);
  });
});

/** What Prometheus or its other targets say, not Duetide. */
const ELSEWHERE = new Set(['up', 'ALERTS', 'probe_ssl_earliest_cert_expiry']);
/** Labels that Prometheus gives, or that its own metrics have. */
const GIVEN_LABELS = new Set(['job', 'instance', 'alertname', 'alertstate']);
/** Values that are there only where something is configured that this test does not start. */
const NOT_STARTED: Readonly<Record<string, readonly string[]>> = { circuit: ['cache', 'database'] };

describe('what rules and dashboards ask for', () => {
  const labels = new Map<string, Map<string, Set<string>>>();
  const families = new Set<string>();

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duetide-rules-'));
    const config = readConfig({ DATA_DIR: folder, METRICS_PORT: '0', BACKUP_EVERY: '6h' });
    const parts = await openParts(config, systemClock, createLogs(allAt('silent'), []));
    const wired = await wire(parts);
    const opened = openMetrics(parts);
    showPoolUse(createPoolUse(), 10, parts.metrics);
    measureValues({} as SharedValues, parts.metrics);
    const read = () => readPrometheusText(writeExposition(parts.metrics.families()));
    await eventually('it looked around', 5_000, () =>
      ['duetide_data_disk_bytes{kind="free"}', 'duetide_backup_newest_timestamp_seconds'].every(
        (name) => read().series.has(name),
      ),
    );
    for (const [name, { type }] of read().families) {
      const parts = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['', '_sum', '_count'];
      for (const part of parts) families.add(name + part);
    }
    for (const series of read().series.keys()) {
      const [name = ''] = series.split('{');
      const ofName = labels.get(name) ?? new Map<string, Set<string>>();
      for (const [, label = '', value = ''] of series.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
        ofName.set(label, (ofName.get(label) ?? new Set()).add(value));
      }
      labels.set(name, ofName);
    }
    await opened.close();
    await wired.close();
    rmSync(folder, { recursive: true });
  });

  const recorded = new Set(RULES.map(({ record }) => record));
  const queries = [
    ...RULES.map(({ alert, record, expr }) => [alert ?? record ?? '', [expr]] as const),
    ...dashboardQueries(),
  ];

  it.each(queries)('is in a scrape: %s', (_name, texts) => {
    for (const text of texts) {
      const { selectors, labels: named } = selectorsOf(text);
      for (const { metric, matchers } of selectors) {
        if (recorded.has(metric) || ELSEWHERE.has(metric)) continue;
        expect([...families]).toContain(metric);
        const known = labels.get(metric);
        for (const { label, values } of known ? matchers : []) {
          if (GIVEN_LABELS.has(label)) continue;
          const there = [...(known?.get(label) ?? []), ...(NOT_STARTED[label] ?? [])];
          expect(there).toEqual(expect.arrayContaining([...values]));
        }
      }
      const all = new Set([
        ...GIVEN_LABELS,
        ...[...labels.values()].flatMap((of) => [...of.keys()]),
      ]);
      for (const label of [
        ...named,
        ...selectors.flatMap((of) => of.matchers.map((m) => m.label)),
      ]) {
        expect([...all, 'circuit']).toContain(label);
      }
    }
  });
});
