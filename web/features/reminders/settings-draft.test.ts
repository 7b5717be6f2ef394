import { describe, expect, it } from 'vitest';
import type { RuleOverrides } from '#shared/reminders/reminder-rules.ts';
import { differs, editRules, kindsWithoutDays } from './settings-draft.ts';

const ON = (...days: number[]) => ({ isOn: true, days });

describe('edits of rules', () => {
  it('lie over whatever is saved, also over what others saved meanwhile', () => {
    const edits = { charge: ON(7), 'trial-end': null };
    const before: RuleOverrides = { 'trial-end': ON(1) };
    expect(editRules(before, edits)).toEqual({ charge: ON(7) });
    const meanwhile: RuleOverrides = { charge: ON(2), 'trial-end': ON(5), unpaid: ON(1) };
    expect(editRules(meanwhile, edits)).toEqual({ charge: ON(7), unpaid: ON(1) });
    expect(meanwhile).toEqual({ charge: ON(2), 'trial-end': ON(5), unpaid: ON(1) });
  });
});

describe('a draft', () => {
  const saved = { rules: { charge: ON(7, 1) } as RuleOverrides, hour: 9, quiet: null };

  it.each([
    ['the same', saved, false],
    ['the days in another order', { ...saved, rules: { charge: ON(1, 7) } }, false],
    ['other days', { ...saved, rules: { charge: ON(1) } }, true],
    ['a rule that is off', { ...saved, rules: { charge: { isOn: false, days: [7, 1] } } }, true],
    ['a rule taken back', { ...saved, rules: {} }, true],
    ['another hour', { ...saved, hour: 10 }, true],
  ])('with %s', (_name, draft, expected) => {
    expect(differs<{ rules: RuleOverrides }>(saved, draft)).toBe(expected);
  });

  it('compares what is an object by what is in it', () => {
    const quiet = { rules: {}, quiet: { from: 22, until: 7 } };
    expect(differs(quiet, { rules: {}, quiet: { from: 22, until: 7 } })).toBe(false);
    expect(differs(quiet, { rules: {}, quiet: { from: 22, until: 8 } })).toBe(true);
  });

  it('names the kinds that would never be sent although they are on', () => {
    const rules = { charge: ON(), 'trial-end': { isOn: false, days: [] }, unpaid: ON(1) };
    expect(kindsWithoutDays(rules)).toEqual(['charge']);
  });
});
