import { z } from 'zod';
import { ALERT_SEVERITIES } from '#shared/alerts/alert-rules.ts';
import { emailSchema } from './account-schemas.ts';
import { CHANNEL_SECRETS, channelSettingsSchema } from './channel-schemas.ts';
import { idSchema, instantSchema, labelSchema } from './primitives.ts';

const mailSchema = z.strictObject({
  kind: z.literal('mail'),
  to: emailSchema,
});

/** https://support.pagerduty.com/main/docs/services-and-integrations#create-a-generic-events-api-integration */
const pagerDutySchema = z.strictObject({
  kind: z.literal('pagerduty'),
  routingKey: z
    .string()
    .regex(/^[A-Za-z\d]{32}$/, 'must be the integration key of a service: 32 letters and digits')
    .meta({ writeOnly: true }),
  region: z.enum(['us', 'eu'], 'must be us or eu').default('us'),
});

/** A browser belongs to one person, and rings nobody who sleeps. */
const channelSchemas = channelSettingsSchema.options.filter(
  ({ shape }) => shape.kind.value !== 'web-push',
);
type ChannelOption = Exclude<
  (typeof channelSettingsSchema.options)[number],
  { shape: { kind: z.ZodLiteral<'web-push'> } }
>;

/** How operators are told, by the kind of the receiver. */
export const alertReceiverSettingsSchema = z.discriminatedUnion('kind', [
  mailSchema,
  pagerDutySchema,
  ...(channelSchemas as unknown as [ChannelOption, ...ChannelOption[]]),
]);
export type AlertReceiverSettings = z.output<typeof alertReceiverSettingsSchema>;
export type AlertReceiverKind = AlertReceiverSettings['kind'];

export const ALERT_RECEIVER_SECRETS: Readonly<Record<AlertReceiverKind, readonly string[]>> = {
  ...CHANNEL_SECRETS,
  mail: [],
  pagerduty: ['routingKey'],
};
export const ALERT_RECEIVER_KINDS = alertReceiverSettingsSchema.options.map(
  ({ shape }) => shape.kind.value,
) as [AlertReceiverKind, ...AlertReceiverKind[]];

export const MOST_ALERT_RECEIVERS = 20;

const settingSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.record(z.string(), z.string()),
]);

/** Secrets that are left out stay as they are; judged once they are laid over what is there. */
const alertReceiverInputSchema = z.strictObject({
  id: idSchema,
  name: labelSchema(100),
  leastSeverity: z.enum(ALERT_SEVERITIES, 'must be page or warning'),
  isOn: z.boolean(),
  settings: z.looseObject({
    kind: z.enum(ALERT_RECEIVER_KINDS, 'must be a kind of receiver'),
  }),
});
export type AlertReceiverInput = z.output<typeof alertReceiverInputSchema>;

export const putAlertReceiversSchema = z.strictObject({
  receivers: z
    .array(alertReceiverInputSchema)
    .max(MOST_ALERT_RECEIVERS, `must be at most ${MOST_ALERT_RECEIVERS}`)
    .refine(
      (given) => new Set(given.map(({ id }) => id)).size === given.length,
      'must have ids that differ',
    ),
});
export type PutAlertReceivers = z.output<typeof putAlertReceiversSchema>;

const deliveryRecordSchema = {
  deliveredAt: instantSchema.nullable(),
  fault: z.object({ at: instantSchema, words: z.string() }).nullable().meta({
    description: 'Why the last try failed; null after one that did not.',
  }),
};

export const alertReceiverSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(ALERT_RECEIVER_KINDS),
  leastSeverity: z.enum(ALERT_SEVERITIES),
  isOn: z.boolean(),
  settings: z
    .record(z.string(), settingSchema)
    .meta({ description: 'Without those that are secret.' }),
  secrets: z.array(z.string()).meta({ description: 'The names of secrets that are set.' }),
  ...deliveryRecordSchema,
});
export type AlertReceiverView = z.infer<typeof alertReceiverSchema>;

export const alertReceiversSchema = z.object({
  version: z.int(),
  receivers: z.array(alertReceiverSchema),
  /** Told while there is no receiver of their own: the operator, by mail. */
  fallback: z
    .object({ address: z.string(), isReachable: z.boolean(), ...deliveryRecordSchema })
    .nullable()
    .meta({
      description:
        'Who is told while there are no receivers that are on: the mail address of the operator. `isReachable` is false without SMTP_URL.',
    }),
});
export type AlertReceiversView = z.infer<typeof alertReceiversSchema>;
