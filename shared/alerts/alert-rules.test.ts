import { describe, expect, it } from 'vitest';
import { ALERT_RULE_IDS, ALERT_RULES, type AlertRuleId, alertRule } from './alert-rules.ts';

describe('the rules of alerts', () => {
  it('have ids that differ and can be the names of files', () => {
    expect(new Set(ALERT_RULE_IDS).size).toBe(ALERT_RULES.length);
    for (const id of ALERT_RULE_IDS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(ALERT_RULES)('say of $id what it means and what to do first', (rule) => {
    for (const words of [rule.title, rule.meaning, rule.firstStep]) {
      expect(words.length).toBeGreaterThan(10);
    }
    expect(rule.meaning).toMatch(/\.$/);
    expect(rule.firstStep).toMatch(/[.?]$/);
  });

  it.each(ALERT_RULES)('hold $id on for longer than a fault that flaps stays away', (rule) => {
    expect(rule.keepFiringFor).toBeGreaterThanOrEqual(300);
  });

  it.each(ALERT_RULES)(
    'take the value of $id over no longer than what it says nothing below',
    (rule) => {
      if (rule.minimumEvents > 0) expect(rule.window).toBeGreaterThan(0);
    },
  );

  it('imply what is there, and not in a circle', () => {
    for (const { impliedBy } of ALERT_RULES) {
      for (const id of impliedBy) expect(alertRule(id).impliedBy).toEqual([]);
    }
  });

  it('are refused where there is none', () => {
    expect(() => alertRule('no-such-rule' as AlertRuleId)).toThrow('no-such-rule');
  });
});
