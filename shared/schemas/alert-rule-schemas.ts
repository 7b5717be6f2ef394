import { z } from 'zod';
import {
  countsEvents,
  hasThreshold,
  LONGEST_FOR,
  MOST_MINIMUM_EVENTS,
  MOST_THRESHOLD,
} from '#shared/alerts/alert-rule-settings.ts';
import {
  ALERT_RULE_IDS,
  ALERT_RULES,
  ALERT_SEVERITIES,
  alertRule,
} from '#shared/alerts/alert-rules.ts';

const ruleIdSchema = z.enum(ALERT_RULE_IDS, 'must be the id of a rule');

const changeSchema = z
  .strictObject({
    rule: ruleIdSchema,
    isOn: z.boolean().optional(),
    severity: z.enum(ALERT_SEVERITIES, 'must be page or warning').optional(),
    threshold: z.number().min(0, 'must be at least 0').optional(),
    for: z
      .int('must be a whole number of seconds')
      .min(0, 'must be at least 0')
      .max(LONGEST_FOR, 'must be at most a day')
      .optional(),
    minimumEvents: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(MOST_MINIMUM_EVENTS, `must be at most ${MOST_MINIMUM_EVENTS}`)
      .optional(),
  })
  .superRefine(({ rule, threshold, minimumEvents }, context) => {
    const known = alertRule(rule);
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (threshold !== undefined && !hasThreshold(rule)) {
      refuse('threshold', 'must be left out: there is nothing to count');
    } else if (threshold !== undefined && threshold > MOST_THRESHOLD[known.unit]) {
      refuse('threshold', `must be at most ${MOST_THRESHOLD[known.unit]}`);
    }
    if (minimumEvents !== undefined && !countsEvents(known)) {
      refuse('minimumEvents', 'must be left out: this rule does not wait for events');
    }
  });

export const putAlertRulesSchema = z.strictObject({
  changes: z
    .array(changeSchema)
    .max(ALERT_RULES.length, 'must have each rule once')
    .refine(
      (given) => new Set(given.map(({ rule }) => rule)).size === given.length,
      'must have each rule once',
    )
    .meta({
      description: 'What is to be other than by default; everything else is as by default.',
    }),
});
export type PutAlertRules = z.output<typeof putAlertRulesSchema>;

const settingsSchema = z.object({
  isOn: z.boolean(),
  severity: z.enum(ALERT_SEVERITIES),
  threshold: z.number(),
  for: z.int().meta({ description: 'Seconds for which it has to be bad.' }),
  minimumEvents: z.int().meta({ description: 'Fewer events say nothing.' }),
});

export const alertRulesSchema = z.object({
  version: z.int(),
  items: z.array(
    z.object({
      rule: ruleIdSchema,
      title: z.string(),
      unit: z.enum(['share', 'seconds', 'count', 'days']),
      isBad: z.enum(['above', 'below']),
      hasThreshold: z.boolean(),
      countsEvents: z.boolean(),
      settings: settingsSchema,
      defaults: settingsSchema,
    }),
  ),
});
export type AlertRulesView = z.infer<typeof alertRulesSchema>;
export type AlertRuleSettingsView = AlertRulesView['items'][number];
