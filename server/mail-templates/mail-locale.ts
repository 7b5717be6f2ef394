import { REMINDER_LOCALES } from '#shared/reminders/reminder-settings.ts';
import type { MailLocale } from './mail-content.ts';

/**
 * For mails to somebody of whom nothing is known yet: the first of our languages that their browser
 * lists, which are in the order of their wish (RFC 9110, 12.5.4). English if it lists none.
 */
export function mailLocaleOf(acceptLanguage: string | undefined): MailLocale {
  const wished = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', quality = ''] = range.split(';');
    return { language: tag.trim().toLowerCase().split('-')[0], weight: weightOf(quality) };
  });
  const ordered = wished.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { language } of ordered) {
    const known = REMINDER_LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return 'en';
}

function weightOf(parameter: string): number {
  const [, digits] = /^\s*q=([\d.]+)\s*$/i.exec(parameter) ?? [];
  return digits === undefined ? 1 : Number(digits);
}
