import { expect, it } from 'vitest';
import { scrubText } from './scrubbed-text.ts';

const UUID = '01990000-0000-7000-8000-00000000ffff';

it.each([
  ['The disk is full', 'The disk is full'],
  [`Household ${UUID} is gone`, `Household ${UUID} is gone`],
  [
    "Cannot read properties of undefined (reading 'name')",
    "Cannot read properties of undefined (reading 'name')",
  ],
  ['connect ECONNREFUSED 127.0.0.1:27017', 'connect ECONNREFUSED 127.0.0.1:27017'],
  ['UNIQUE constraint failed: users.email', 'UNIQUE constraint failed: users.email'],
  ['550 5.1.1 <ada@example.com>: no such user', '550 5.1.1 <[mail]>: no such user'],
  [
    'Unexpected token \'h\', "hunter2" is not valid JSON',
    'Unexpected token \'h\', "…" is not valid JSON',
  ],
  ['dup key: { email: "ada" }', 'dup key: {…}'],
  [
    'mongodb://duetide:hunter2@db.example:27017/duetide is away',
    'mongodb://db.example:27017/… is away',
  ],
  ['POST https://hooks.slack.com/services/T0/B0/xyz: 404', 'POST https://hooks.slack.com/… 404'],
  ['redis://:hunter2@redis.example', 'redis://redis.example'],
  ['bot 123456:AAFsd8f7sd98f7sd98f7sd98f7s is unknown', 'bot 123456:[secret] is unknown'],
  [
    'server/adapters/mongodb-reminder-settings-repository.ts',
    'server/adapters/mongodb-reminder-settings-repository.ts',
  ],
])('%s', (text, scrubbed) => {
  expect(scrubText(text)).toBe(scrubbed);
});

it('is not long', () => {
  expect(scrubText('so '.repeat(10_000))).toHaveLength(501);
});

it('takes no time with what was made to take long', () => {
  const begun = performance.now();
  for (const hostile of ['"', '{', '@', 'a://', 'a.', '-@']) scrubText(hostile.repeat(100_000));
  expect(performance.now() - begun).toBeLessThan(500);
});
