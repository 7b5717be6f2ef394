import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';
import type { FieldHint, FieldLabel } from './field-words.ts';

/** One field of a channel's form; `name` as in the settings of the API. */
export interface ChannelField {
  name: string;
  label: FieldLabel;
  /** `headers`: a line for each, `Name: value`. */
  type: 'text' | 'number' | 'address' | 'lines' | 'headers' | { options: readonly string[] };
  isSecret?: boolean;
  isRequired?: boolean;
  placeholder?: string;
  /** What stands there at first. */
  initial?: string;
  hint?: FieldHint;
}

const server = (placeholder: string): ChannelField => ({
  name: 'server',
  label: 'server',
  type: 'address',
  isRequired: true,
  placeholder,
});
const webhookUrl = (placeholder: string): ChannelField => ({
  name: 'webhookUrl',
  label: 'address-of-the-webhook',
  type: 'address',
  isSecret: true,
  isRequired: true,
  placeholder,
});
const token = (isRequired: boolean, placeholder?: string): ChannelField => ({
  name: 'token',
  label: 'token',
  type: 'text',
  isSecret: true,
  isRequired,
  ...(placeholder && { placeholder }),
});

/** In the order in which they are asked for. */
export const FIELDS: Record<NoticeKind, readonly ChannelField[]> = {
  mail: [],
  telegram: [
    token(true, '123456:ABC-DEF…'),
    {
      name: 'chatId',
      label: 'chat',
      type: 'text',
      isRequired: true,
      placeholder: '123456789',
      hint: 'chat',
    },
    { name: 'threadId', label: 'topic', type: 'number', hint: 'topic' },
  ],
  ntfy: [
    { ...server('https://ntfy.sh'), initial: 'https://ntfy.sh' },
    { name: 'topic', label: 'topic', type: 'text', isRequired: true },
    { ...token(false, 'tk_…'), hint: 'ntfy-token' },
    { name: 'username', label: 'user-name', type: 'text' },
    { name: 'password', label: 'password', type: 'text', isSecret: true },
  ],
  discord: [webhookUrl('https://discord.com/api/webhooks/…')],
  slack: [webhookUrl('https://hooks.slack.com/services/…')],
  pushover: [
    { ...token(true), hint: 'pushover-token' },
    { name: 'user', label: 'user-key', type: 'text', isSecret: true, isRequired: true },
    { name: 'device', label: 'device', type: 'text', hint: 'device' },
  ],
  gotify: [server('https://gotify.example'), token(true)],
  matrix: [
    server('https://matrix.org'),
    {
      name: 'roomId',
      label: 'room',
      type: 'text',
      isRequired: true,
      placeholder: '!abc:example.org',
    },
    {
      name: 'accessToken',
      label: 'access-token',
      type: 'text',
      isSecret: true,
      isRequired: true,
    },
  ],
  mattermost: [webhookUrl('https://chat.example/hooks/…')],
  apprise: [
    server('https://apprise.example'),
    { name: 'key', label: 'key', type: 'text', isSecret: true, isRequired: true },
    { name: 'tag', label: 'tag', type: 'text', hint: 'tag' },
  ],
  webhook: [
    {
      name: 'url',
      label: 'address',
      type: 'address',
      isSecret: true,
      isRequired: true,
      placeholder: 'https://example.com/hook',
    },
    { name: 'method', label: 'method', type: { options: ['POST', 'PUT'] } },
    { name: 'format', label: 'format', type: { options: ['json', 'form', 'text'] } },
    {
      name: 'template',
      label: 'template',
      type: 'lines',
      placeholder: '{"text": "{{title}}: {{body}}"}',
      hint: 'template',
    },
    {
      name: 'headers',
      label: 'headers',
      type: 'headers',
      isSecret: true,
      placeholder: 'Authorization: Bearer …',
      hint: 'headers',
    },
    {
      name: 'signingSecret',
      label: 'secret-for-the-signature',
      type: 'text',
      isSecret: true,
      hint: 'signing-secret',
    },
  ],
  'web-push': [],
};
