import {
  ALERT_RULES,
  type AlertRule,
  type AlertRuleId,
  type AlertSeverity,
  type AlertUnit,
} from './alert-rules.ts';

/** What operators may change of a rule. Times are seconds. */
export interface AlertRuleSettings {
  readonly isOn: boolean;
  readonly severity: AlertSeverity;
  readonly threshold: number;
  readonly for: number;
  readonly minimumEvents: number;
}

/** Only what is other than by default. */
export type AlertRuleChange = { readonly rule: AlertRuleId } & Partial<AlertRuleSettings>;

/** A rule as it holds here. */
export type SetAlertRule = AlertRule & { readonly id: AlertRuleId; readonly isOn: boolean };
export type SetAlertRules = ReadonlyMap<AlertRuleId, SetAlertRule>;

/** What is bad or not, without anything that could be counted. */
const WITHOUT_THRESHOLD: ReadonlySet<AlertRuleId> = new Set([
  'circuit-open-long',
  'redis-unreachable',
  'database-unreachable',
  'job-failing',
]);

/** The most that makes sense, in the unit of the rule. */
export const MOST_THRESHOLD: Readonly<Record<AlertUnit, number>> = {
  share: 1,
  seconds: 7 * 86_400,
  count: 1_000_000,
  days: 365,
};
export const LONGEST_FOR = 86_400;
export const MOST_MINIMUM_EVENTS = 1_000_000;

export function hasThreshold(rule: AlertRuleId): boolean {
  return !WITHOUT_THRESHOLD.has(rule);
}

/** Whether a rule waits until something has happened often enough to say anything. */
export function countsEvents({ minimumEvents }: Pick<AlertRule, 'minimumEvents'>): boolean {
  return minimumEvents > 0;
}

export function defaultSettings(rule: AlertRule): AlertRuleSettings {
  const { severity, threshold, for: seconds, minimumEvents } = rule;
  return { isOn: true, severity, threshold, for: seconds, minimumEvents };
}

/** Every rule, in the order in which people are shown them, with the changes laid over it. */
export function setAlertRules(changes: readonly AlertRuleChange[]): SetAlertRules {
  return new Map(
    ALERT_RULES.map((rule) => {
      const { rule: _, ...change } = changes.find(({ rule: id }) => id === rule.id) ?? { rule: '' };
      return [rule.id, { ...rule, isOn: true, ...change }];
    }),
  );
}

/** Without what is as by default, and without rules of which nothing is left then. */
export function onlyChanged(changes: readonly AlertRuleChange[]): AlertRuleChange[] {
  return ALERT_RULES.flatMap((rule) => {
    const given = changes.find((change) => change.rule === rule.id);
    if (!given) return [];
    const byDefault: Readonly<Record<string, unknown>> = { ...defaultSettings(rule) };
    const changed = Object.entries(given).filter(
      ([name, value]) => name !== 'rule' && value !== undefined && value !== byDefault[name],
    );
    return changed.length > 0 ? [{ rule: rule.id, ...Object.fromEntries(changed) }] : [];
  });
}

export const DEFAULT_RULES: SetAlertRules = setAlertRules([]);

/** @throws TypeError for an id that no rule has. */
export function setAlertRule(rules: SetAlertRules, id: AlertRuleId): SetAlertRule {
  const found = rules.get(id);
  if (!found) throw new TypeError(`There is no rule ${id}`);
  return found;
}
