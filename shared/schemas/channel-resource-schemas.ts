import { z } from 'zod';
import { CHANNEL_KINDS, type ChannelKind, channelSettingsSchema } from './channel-schemas.ts';
import { idSchema, instantSchema, labelSchema, pageSchema } from './primitives.ts';

/** Every way to reach a member; mail goes to the address of their own account. */
export const NOTICE_KINDS = ['mail', ...CHANNEL_KINDS] as const;
export type NoticeKind = 'mail' | ChannelKind;

const mailSchema = z.strictObject({ kind: z.literal('mail') });

/** A discriminated union takes another one as an option. */
export const noticeSettingsSchema = z.discriminatedUnion('kind', [
  mailSchema,
  channelSettingsSchema,
]);
export type NoticeSettings = z.output<typeof noticeSettingsSchema>;

/** One setting, whatever the kind of its channel. */
const settingSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.record(z.string(), z.string()),
]);

/** How many one member can have. */
export const MOST_CHANNELS = 20;

export const createChannelSchema = z.strictObject({
  name: labelSchema(100),
  settings: noticeSettingsSchema,
});
export type NewChannel = z.output<typeof createChannelSchema>;
/** Before defaults are filled in. */
export type NewChannelInput = z.input<typeof createChannelSchema>;

/** What `settings` say in a PATCH is judged once it is laid over what is there. */
export const patchChannelSchema = z
  .strictObject({
    name: labelSchema(100),
    settings: z.record(z.string(), settingSchema).meta({
      description:
        'What is left out stays as it is, secrets too; null takes a field away. `kind` cannot change.',
    }),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'must change at least one field')
  .meta({ minProperties: 1 });
export type ChannelPatch = z.output<typeof patchChannelSchema>;

export const channelSchema = z.object({
  id: idSchema,
  version: z.int(),
  name: z.string(),
  kind: z.enum(NOTICE_KINDS as readonly [NoticeKind, ...NoticeKind[]]),
  settings: z
    .record(z.string(), settingSchema)
    .meta({ description: 'Without those that are secret.' }),
  secrets: z
    .array(z.string())
    .meta({ description: 'The names of secret settings that are set. Nobody reads them again.' }),
  fault: z.object({ at: instantSchema, words: z.string() }).nullable().meta({
    description: 'Why the service refused what was sent last; null after it took something.',
  }),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type ChannelView = z.infer<typeof channelSchema>;
export const channelPageSchema = pageSchema(channelSchema);

/** What became of a test: the service’s own answer, or why there was none. */
export const channelTestSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('delivered') }),
  z.object({ outcome: z.literal('refused'), words: z.string(), isGone: z.boolean() }),
  z.object({
    outcome: z.literal('failed'),
    words: z.string(),
    isReached: z
      .boolean()
      .meta({ description: 'Whether the service answered; false: it could not be reached.' }),
    retryAfter: z
      .int()
      .nullable()
      .meta({ description: 'Seconds after which trying again makes sense, where known.' }),
  }),
]);
export type ChannelTest = z.infer<typeof channelTestSchema>;

/** An uncompressed point of P-256 in base64url: the `applicationServerKey` of a subscription. */
export const pushKeySchema = z.object({ publicKey: z.string() });
