import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';

export interface NoticeMail {
  message: Omit<ChannelMessage, 'id' | 'kind'>;
  /** Where mail is taken off the reader's channels. */
  settingsUrl: string;
}
