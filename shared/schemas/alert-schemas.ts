import { z } from 'zod';
import { ALERT_RULE_IDS, ALERT_SEVERITIES } from '#shared/alerts/alert-rules.ts';
import { idSchema, instantSchema } from './primitives.ts';

const ruleIdSchema = z.enum(ALERT_RULE_IDS, 'must be the id of a rule');
export const alertParams = z.strictObject({ rule: ruleIdSchema });

const alertSchema = z.object({
  id: z.string(),
  subject: z.string().meta({ description: 'Of several things the one it is about, or empty.' }),
  phase: z.enum(['pending', 'firing']),
  since: instantSchema,
  firedAt: instantSchema.nullable(),
  /** Set while it is good again, and only held on in case it comes back. */
  clearSince: instantSchema.nullable(),
  value: z.number().nullable(),
  note: z.string().nullable(),
  acknowledgedAt: instantSchema.nullable(),
});
export type AlertView = z.infer<typeof alertSchema>;

export const alertRuleSchema = z.object({
  rule: ruleIdSchema,
  title: z.string(),
  severity: z.enum(ALERT_SEVERITIES),
  meaning: z.string(),
  firstStep: z.string(),
  runbook: z.string().meta({ example: 'docs/runbooks/error-rate.md' }),
  unit: z.enum(['share', 'seconds', 'count', 'days']),
  isBad: z.enum(['above', 'below']),
  threshold: z.number(),
  for: z.int().meta({ description: 'Seconds for which it has to be bad.' }),
  isOn: z.boolean().meta({ description: 'Whether it is looked at.' }),
  state: z.enum(['inactive', 'pending', 'firing']),
  quietUntil: instantSchema.nullable().meta({ description: 'Until then nobody is told of it.' }),
  alerts: z.array(alertSchema),
});
export type AlertRuleView = z.infer<typeof alertRuleSchema>;

export const alertsSchema = z.object({
  evaluatedAt: instantSchema.nullable().meta({
    description: 'When rules were last looked at; more than a minute ago: nobody does.',
  }),
  items: z.array(alertRuleSchema),
});
export type AlertsView = z.infer<typeof alertsSchema>;

export const alertHistoryQuery = z.strictObject({
  from: z.iso.datetime('must be an instant such as 2026-01-31T12:00:00Z'),
  to: z.iso.datetime('must be an instant such as 2026-01-31T12:00:00Z'),
});

export const alertIncidentSchema = z.object({
  id: z.string(),
  rule: ruleIdSchema,
  title: z.string(),
  subject: z.string(),
  severity: z.enum(ALERT_SEVERITIES),
  since: instantSchema,
  firedAt: instantSchema,
  resolvedAt: instantSchema.nullable(),
  seconds: z.int().nullable().meta({ description: 'From the beginning until it was resolved.' }),
  value: z.number().nullable(),
  note: z.string().nullable(),
});
export type AlertIncidentView = z.infer<typeof alertIncidentSchema>;
export const alertHistorySchema = z.object({ items: z.array(alertIncidentSchema) });

export const acknowledgedSchema = z.object({ acknowledged: z.int() });

const reasonSchema = z
  .string()
  .trim()
  .min(1, 'must say why')
  .max(200, 'must have at most 200 characters');
const momentSchema = z.iso.datetime('must be an instant such as 2026-01-31T12:00:00Z');

export const createSilenceSchema = z.strictObject({
  rule: ruleIdSchema,
  reason: reasonSchema,
  until: momentSchema,
});
export const createMaintenanceSchema = z.strictObject({
  reason: reasonSchema,
  from: momentSchema,
  until: momentSchema,
});

export const silenceSchema = z.object({
  id: idSchema,
  rule: ruleIdSchema,
  reason: z.string(),
  until: instantSchema,
  createdAt: instantSchema,
});
export type SilenceView = z.infer<typeof silenceSchema>;
export const silencesSchema = z.object({ items: z.array(silenceSchema) });

export const maintenanceSchema = z.object({
  id: idSchema,
  reason: z.string(),
  from: instantSchema,
  until: instantSchema,
  createdAt: instantSchema,
});
export type MaintenanceView = z.infer<typeof maintenanceSchema>;
export const maintenancesSchema = z.object({ items: z.array(maintenanceSchema) });
