import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';
import { TEST_WORDS } from '#shared/notifications/test-words.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';

export interface TestedChannel {
  name: string;
  locale: ReminderLocale;
}

/** What a member gets who asks whether a channel works. */
export function testMessage(
  id: string,
  { name, locale }: TestedChannel,
  publicUrl: string,
): ChannelMessage {
  const words = TEST_WORDS[locale];
  return {
    id,
    kind: 'test',
    locale,
    title: words.title,
    body: words.body(name),
    url: `${publicUrl}/settings/notifications`,
    priority: 'normal',
  };
}
