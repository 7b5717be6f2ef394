import type { ReminderDetails } from '#shared/reminders/reminder-details.ts';
import type { MailContent, MailLocale, MailPart, MailTemplate } from './mail-content.ts';
import type { NoticeMail } from './notice-mail.ts';
import { noticeSamples } from './notice-samples.ts';

interface NoticeWords {
  open: string;
  reason: string;
  settings: string;
}

const WORDS: Record<MailLocale, NoticeWords> = {
  en: {
    open: 'Open in Duetide',
    reason: 'You get this because mail is one of your channels.',
    settings: 'Change what you get, and how',
  },
  de: {
    open: 'In Duetide öffnen',
    reason: 'Sie bekommen das, weil Mail einer Ihrer Kanäle ist.',
    settings: 'Ändern, was Sie bekommen und wie',
  },
};

/** What any channel is told, by mail: reminders, digests, the test of a channel. */
export const noticeTemplate: MailTemplate<NoticeMail> = {
  name: 'notice',
  write({ message, settingsUrl }): MailContent {
    const { locale, title, body, url, actions = [], details } = message;
    const words = WORDS[locale];
    return {
      locale,
      subject: title,
      heading: details?.kind === 'single' ? details.name : title,
      parts: details ? partsOf(details) : [{ kind: 'text', text: body }],
      button: url ? { label: words.open, url } : null,
      actions,
      remarks: [],
      reason: words.reason,
      settings: { label: words.settings, url: settingsUrl },
    };
  },
  samples: noticeSamples,
};

function partsOf(details: ReminderDetails): MailPart[] {
  if (details.kind === 'digest') return details.days.map((day) => ({ kind: 'day', day }));
  const { sentence, rows, note } = details;
  return [
    { kind: 'text', text: sentence },
    ...(note === null ? [] : [{ kind: 'note' as const, text: note }]),
    { kind: 'facts', rows },
  ];
}
