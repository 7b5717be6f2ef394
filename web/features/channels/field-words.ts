import { msg } from '@lingui/core/macro';

export const FIELD_LABELS = {
  server: msg`Server`,
  'address-of-the-webhook': msg`Address of the webhook`,
  token: msg`Token`,
  chat: msg`Chat`,
  topic: msg`Topic`,
  'user-name': msg`User name`,
  password: msg`Password`,
  'user-key': msg`User key`,
  device: msg`Device`,
  room: msg`Room`,
  'access-token': msg`Access token`,
  key: msg`Key`,
  tag: msg`Tag`,
  address: msg`Address`,
  method: msg`Method`,
  format: msg`Format`,
  template: msg`Template`,
  headers: msg`Headers`,
  'secret-for-the-signature': msg`Secret for the signature`,
} as const;
export type FieldLabel = keyof typeof FIELD_LABELS;

export const FIELD_HINTS = {
  chat: msg`The number of the chat, which @userinfobot tells, or the @name of a channel.`,
  topic: msg`Only in groups with topics.`,
  'ntfy-token': msg`Or name and password below. Public topics need neither.`,
  'pushover-token': msg`Of the application: 30 letters and digits.`,
  device: msg`Empty: all of them.`,
  tag: msg`Empty: all services of the key.`,
  template: msg`Empty: everything as JSON. Fields stand in double braces.`,
  headers: msg`One in each line.`,
  'signing-secret': msg`16 characters or more.`,
} as const;
export type FieldHint = keyof typeof FIELD_HINTS;
