import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSmtpMail } from '#server/adapters/mail/smtp-mail.ts';
import { REMINDER_KINDS } from '#shared/reminders/reminder-rules.ts';
import { REMINDER_LOCALES } from '#shared/reminders/reminder-settings.ts';
import { startMailServer } from '#tests/support/mail-server.ts';
import { mailSamples } from './mail-samples.ts';
import { writeMail } from './write-mail.ts';

const PUBLIC_URL = 'https://duetide.example';

describe('the samples of mails', () => {
  it('are there for every template and every kind of reminder', () => {
    const names = [...mailSamples('en', PUBLIC_URL).keys()];
    expect(names).toEqual([...REMINDER_KINDS, 'digest', 'test', 'password-reset']);
    const folder = import.meta.dirname;
    const templates = readdirSync(folder).filter((name) => name.endsWith('-template.ts'));
    const listed = readFileSync(join(folder, 'mail-samples.ts'), 'utf8');
    expect(templates.length).toBeGreaterThan(1);
    for (const template of templates) expect(listed).toContain(`from './${template}'`);
  });

  it('are whole, and different in each language', () => {
    const [english, german] = REMINDER_LOCALES.map((locale) => mailSamples(locale, PUBLIC_URL));
    for (const [name, content] of english ?? []) {
      const other = german?.get(name);
      expect(other?.locale).toBe('de');
      for (const mail of [content, other].map((each) => each && writeMail('a@example.com', each))) {
        expect(mail?.subject, name).toMatch(/\S/);
        expect(`${mail?.text}${mail?.html}`, name).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
      }
      expect(content.subject, name).not.toBe(other?.subject);
      expect(content.reason, name).not.toBe(other?.reason);
    }
  });

  it('arrive at a mail server as text and as page, with the way out in the header', async () => {
    const server = await startMailServer();
    const mail = createSmtpMail({ url: server.url, from: 'Duetide <mail@duetide.example>' });
    const samples = mailSamples('de', PUBLIC_URL);
    for (const content of samples.values()) await mail.send(writeMail('ada@example.com', content));
    await mail.close();
    await server.stop();
    const sources = server.received.map(({ source }) => source);
    expect(sources).toHaveLength(samples.size);
    for (const source of sources) {
      const boundary = /^Content-Type: multipart\/alternative;\s+boundary="([^"]+)"/m.exec(
        source,
      )?.[1];
      const [, text, html] = source.split(`--${boundary}`);
      expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
      expect(html).toMatch(/^Content-Type: text\/html; charset=utf-8\r$/m);
    }
    const unsubscribe =
      /^List-Unsubscribe: <https:\/\/duetide\.example\/settings\/notifications>\r$/m;
    expect(sources.filter((source) => unsubscribe.test(source))).toHaveLength(samples.size - 1);
    expect(sources.at(-1)).not.toMatch(/^List-Unsubscribe/m);
  });
});
