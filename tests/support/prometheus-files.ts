import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '../../deploy/prometheus');

/** A rule as Prometheus has it: one that alerts, or one that records. */
export interface PrometheusRule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
}

/** What `promtool test rules` reads, as far as it is asked for here. */
export interface RuleTest {
  tests: readonly {
    alert_rule_test: readonly { alertname: string; exp_alerts: readonly unknown[] }[];
  }[];
}

/** Of alertmanager.yml: what is not told while something else is. */
export interface InhibitRule {
  source_matchers: readonly string[];
  target_matchers: readonly string[];
}

export function prometheusRules(): PrometheusRule[] {
  const { groups } = read('duetide.rules.yml') as { groups: { rules: PrometheusRule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

/** By the id of the rule. */
export function ruleTests(): Map<string, RuleTest> {
  const files = readdirSync(join(FOLDER, 'tests'));
  return new Map(
    files.map((file) => [file.replace('.test.yml', ''), read(`tests/${file}`) as RuleTest]),
  );
}

export function inhibitRules(): readonly InhibitRule[] {
  return (read('alertmanager.yml') as { inhibit_rules: InhibitRule[] }).inhibit_rules;
}

/** The queries of each dashboard, with what Grafana puts in for its variables. */
export function dashboardQueries(): Map<string, string[]> {
  const files = readdirSync(join(FOLDER, 'dashboards'));
  return new Map(
    files.map((file) => {
      const queries: string[] = [];
      JSON.parse(readFileSync(join(FOLDER, 'dashboards', file), 'utf8'), (key, value) => {
        if (key === 'expr') queries.push(filled(value));
        return value;
      });
      return [file, queries];
    }),
  );
}

function filled(query: string): string {
  return query
    .replaceAll('$instance', '.*')
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__interval', '1m')
    .replaceAll('$__range', '6h');
}

function read(file: string): unknown {
  return parse(readFileSync(join(FOLDER, file), 'utf8'));
}
