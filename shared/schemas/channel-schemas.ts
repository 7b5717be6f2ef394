import { z } from 'zod';
import { templateFault } from '#shared/notifications/webhook-template.ts';

/** What nobody reads again once it was entered: encrypted where it is kept, never answered. */
const secret = { writeOnly: true } as const;

const NO_CONTROL = /^[^\p{Cc}]*$/u;

function webAddress(isSecret: boolean, form?: RegExp, message?: string) {
  const schema = z
    .string()
    .trim()
    .max(2_000, 'must have at most 2000 characters')
    .refine(isWebAddress, 'must be an address that begins with https:// or http://');
  const formed = form ? schema.regex(form, message) : schema;
  return isSecret ? formed.meta(secret) : formed;
}

/** Paths are appended to it. */
const serverAddress = () =>
  webAddress(false).refine((text) => !/[?#]/.test(text), 'must be without ? and #');

const secretText = (maximum: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(maximum, `must have at most ${maximum} characters`)
    .regex(NO_CONTROL, 'must not contain control characters');

const telegramSchema = z.strictObject({
  kind: z.literal('telegram'),
  token: z
    .string()
    .regex(/^\d{1,20}:[\w-]{20,100}$/, 'must be the token of a bot, such as 123456:ABC-DEF…')
    .meta(secret),
  chatId: z
    .string()
    .regex(
      /^(-?\d{1,20}|@[A-Za-z]\w{3,63})$/,
      'must be the number of a chat, or the @name of a channel',
    ),
  threadId: z.int().positive('must be the number of a topic').optional(),
});

const discordSchema = z.strictObject({
  kind: z.literal('discord'),
  webhookUrl: webAddress(
    true,
    /^https:\/\/((ptb|canary)\.)?discord(app)?\.com\/api\/(v\d{1,2}\/)?webhooks\/\d+\/[\w-]+(\?thread_id=\d+)?$/,
    'must be the address of a webhook, such as https://discord.com/api/webhooks/…',
  ),
});

const slackSchema = z.strictObject({
  kind: z.literal('slack'),
  webhookUrl: webAddress(
    true,
    /^https:\/\/hooks\.slack(-gov)?\.com\/services\/[\w/-]+$/,
    'must be the address of a webhook, such as https://hooks.slack.com/services/…',
  ),
});

const ntfySchema = z
  .strictObject({
    kind: z.literal('ntfy'),
    server: serverAddress().default('https://ntfy.sh'),
    topic: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'must have 1 to 64 letters, digits, hyphens and underscores'),
    token: secretText(200).optional().meta(secret),
    username: secretText(200)
      .regex(/^[^:]*$/, 'must be without a colon')
      .optional(),
    password: secretText(200).optional().meta(secret),
  })
  .refine(({ token, username }) => !(token && username), {
    path: ['token'],
    message: 'takes the place of user name and password: leave one of them out',
  });

const gotifySchema = z.strictObject({
  kind: z.literal('gotify'),
  server: serverAddress(),
  token: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be the token of an application')
    .meta(secret),
});

const pushoverKey = (message: string) => z.string().regex(/^[A-Za-z\d]{30}$/, message);
const pushoverSchema = z.strictObject({
  kind: z.literal('pushover'),
  token: pushoverKey('must be the token of an application: 30 letters and digits').meta(secret),
  user: pushoverKey('must be the key of a user or group: 30 letters and digits').meta(secret),
  device: z
    .string()
    .regex(/^[\w-]{1,25}$/, 'must be the name of a device')
    .optional(),
});

const mattermostSchema = z.strictObject({
  kind: z.literal('mattermost'),
  webhookUrl: webAddress(
    true,
    /\/hooks\/[a-z\d]+$/,
    'must be the address of an incoming webhook: https://…/hooks/…',
  ),
});

const matrixSchema = z.strictObject({
  kind: z.literal('matrix'),
  server: serverAddress(),
  roomId: z
    .string()
    .max(255, 'must have at most 255 characters')
    // Since version 12 of rooms without a server.
    .regex(/^![^\s:]+(:[^\s]+)?$/, 'must be the id of a room, such as !abc:example.org'),
  accessToken: secretText(1_000)
    .regex(/^[\x21-\x7e]*$/, 'must be one word')
    .meta(secret),
});

const appriseSchema = z.strictObject({
  kind: z.literal('apprise'),
  server: serverAddress(),
  // Whoever knows it can read the addresses that are kept under it.
  key: z
    .string()
    .regex(/^[\w-]{1,128}$/, 'must have letters, digits, hyphens and underscores only')
    .meta(secret),
  tag: z
    .string()
    .max(200, 'must have at most 200 characters')
    .regex(NO_CONTROL, 'must not contain control characters')
    .optional(),
});

/** Of the connection, of the signature, or said by another setting. */
const RESERVED_HEADER =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|accept-encoding|proxy-.*|webhook-.*)$/i;

const webhookSchema = z
  .strictObject({
    kind: z.literal('webhook'),
    // Often the address itself is the password.
    url: webAddress(true),
    method: z.enum(['POST', 'PUT'], 'must be POST or PUT').default('POST'),
    format: z.enum(['json', 'form', 'text'], 'must be json, form or text').default('json'),
    template: z.string().max(10_000, 'must have at most 10000 characters').optional(),
    headers: z
      .record(
        z
          .string()
          .regex(/^[\w-]{1,100}$/, 'must have letters, digits and hyphens only')
          .refine(
            (name) => !RESERVED_HEADER.test(name),
            'must not be a header that is set already',
          ),
        z.string().regex(/^[\x20-\x7e]{0,1000}$/, 'must have at most 1000 characters of ASCII'),
      )
      .refine((headers) => Object.keys(headers).length <= 20, 'must be at most 20')
      .optional()
      .meta(secret),
    signingSecret: secretText(200)
      .min(16, 'must have 16 characters or more')
      .optional()
      .meta(secret),
  })
  .superRefine(({ template, format }, context) => {
    const message = template ? templateFault(template, format) : null;
    if (message) context.addIssue({ code: 'custom', path: ['template'], message });
  });

/** As `PushSubscription.toJSON()` gives it. */
const webPushSchema = z.strictObject({
  kind: z.literal('web-push'),
  endpoint: webAddress(true, /^https:/, 'must begin with https://'),
  // An uncompressed point of P-256, and 16 random bytes.
  p256dh: z
    .string()
    .regex(/^B[\w-]{86}=?$/, 'must be the public key of a browser')
    .meta(secret),
  auth: z
    .string()
    .regex(/^[\w-]{22}(==)?$/, 'must be the secret of a browser')
    .meta(secret),
});

/** How to reach somebody, by the kind of the channel. */
export const channelSettingsSchema = z.discriminatedUnion('kind', [
  telegramSchema,
  discordSchema,
  slackSchema,
  ntfySchema,
  gotifySchema,
  pushoverSchema,
  mattermostSchema,
  matrixSchema,
  appriseSchema,
  webhookSchema,
  webPushSchema,
]);

type AnySettings = z.output<typeof channelSettingsSchema>;
export type ChannelKind = AnySettings['kind'];
export type ChannelSettings<Kind extends ChannelKind = ChannelKind> = Extract<
  AnySettings,
  { kind: Kind }
>;

/** The fields of each kind that are secret. */
export const CHANNEL_SECRETS: Readonly<Record<ChannelKind, readonly string[]>> = Object.fromEntries(
  channelSettingsSchema.options.map(({ shape }) => [
    shape.kind.value,
    Object.entries(shape).flatMap(([name, field]) =>
      (field as z.ZodType).meta()?.writeOnly === true ? [name] : [],
    ),
  ]),
) as Record<ChannelKind, string[]>;

export const CHANNEL_KINDS = Object.keys(CHANNEL_SECRETS) as readonly ChannelKind[];

/** Whether it is allowed to connect there is for the server to say. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\\/?#@\p{Cc}]+([/?#][^\s\\\p{Cc}]*)?$/iu.test(text) && URL.canParse(text);
}
