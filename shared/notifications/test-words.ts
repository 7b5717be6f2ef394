import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';

interface TestWords {
  title: string;
  body(channelName: string): string;
}

/** What a member gets who asks whether a channel works. */
export const TEST_WORDS: Record<ReminderLocale, TestWords> = {
  en: {
    title: 'Duetide can reach you here',
    body: (name) => `This is the test of your channel “${name}”. Nothing is due.`,
  },
  de: {
    title: 'Hier erreicht Sie Duetide',
    body: (name) => `Das ist der Test Ihres Kanals „${name}“. Nichts ist fällig.`,
  },
};
