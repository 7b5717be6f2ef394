import { expect, it } from 'vitest';
import {
  DEFAULT_RULES,
  defaultSettings,
  hasThreshold,
  MOST_THRESHOLD,
  onlyChanged,
  setAlertRule,
  setAlertRules,
} from './alert-rule-settings.ts';
import { ALERT_RULES, type AlertRuleId } from './alert-rules.ts';

it('are the rules themselves, all on, where nothing was changed', () => {
  expect([...DEFAULT_RULES.values()]).toEqual(ALERT_RULES.map((rule) => ({ ...rule, isOn: true })));
});

it('lay a change over its rule and over no other', () => {
  const rules = setAlertRules([{ rule: 'job-late', threshold: 60, isOn: false }]);
  expect(setAlertRule(rules, 'job-late')).toMatchObject({ threshold: 60, isOn: false, for: 60 });
  for (const [id, rule] of rules) {
    if (id !== 'job-late') expect(rule).toEqual(setAlertRule(DEFAULT_RULES, id));
  }
});

it('forget what is as by default, and rules that are not known', () => {
  const [first] = ALERT_RULES;
  if (!first) throw new Error('There are no rules');
  expect(onlyChanged([{ rule: first.id, ...defaultSettings(first) }])).toEqual([]);
  expect(onlyChanged([{ rule: 'from-the-future' as AlertRuleId, isOn: false }])).toEqual([]);
  expect(onlyChanged([{ rule: 'job-late', isOn: true, severity: 'page' }])).toEqual([
    { rule: 'job-late', severity: 'page' },
  ]);
});

it.each(ALERT_RULES)('allow the default of $id', ({ id, unit, threshold }) => {
  expect(threshold).toBeLessThanOrEqual(MOST_THRESHOLD[unit]);
  if (!hasThreshold(id)) expect(threshold).toBe(0);
});

it('know no other rule', () => {
  expect(() => setAlertRule(DEFAULT_RULES, 'no-such-rule' as AlertRuleId)).toThrow('no-such-rule');
});
