import { expect, it } from 'vitest';
import { ConfigError, readConfig } from '#server/config/config.ts';
import { refusedSettings } from './refused-settings.ts';

function refusalOf(environment: Record<string, string>) {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return refusedSettings(error);
  }
  return [];
}

it('makes a failure of each variable that is refused, all at once, without what is secret', () => {
  const found = refusalOf({
    PORT: 'http',
    MONGODB_URI: 'mongodb://ada:hunter2hunter2@db.example/x',
    SMTP_URL: 'smtp://mail.example',
  });
  expect(found.map(({ name, level }) => [name, level])).toEqual([
    ['PORT', 'failure'],
    ['MONGODB_URI', 'failure'],
    ['MAIL_FROM', 'failure'],
    ['the rest', 'note'],
  ]);
  expect(found[0]).toMatchObject({
    message: 'must be a whole number from 0 to 65535, not "http"',
    cure: expect.stringContaining('Correct PORT'),
  });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});
