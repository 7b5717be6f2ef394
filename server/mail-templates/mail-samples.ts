import type { MailContent, MailLocale, MailTemplate } from './mail-content.ts';
import { noticeTemplate } from './notice-template.ts';
import { passwordResetTemplate } from './password-reset-template.ts';

/** Every mail that Duetide sends, by name, with made-up content. */
export function mailSamples(
  locale: MailLocale,
  publicUrl: string,
): ReadonlyMap<string, MailContent> {
  return new Map([
    ...written(noticeTemplate, locale, publicUrl),
    ...written(passwordResetTemplate, locale, publicUrl),
  ]);
}

function written<Input>(
  template: MailTemplate<Input>,
  locale: MailLocale,
  publicUrl: string,
): [string, MailContent][] {
  const samples = Object.entries(template.samples(locale, publicUrl));
  return samples.map(([name, input]) => [name, template.write(input)]);
}
