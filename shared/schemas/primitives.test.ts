import { describe, expect, test } from 'vitest';
import { emailSchema } from './account-schemas.ts';
import { countQuery, labelSchema, notesSchema, webAddressSchema } from './primitives.ts';

describe('text', () => {
  const label = labelSchema(20);
  const notes = notesSchema(20);

  test.each(['Ada', '二', 'שלום', '🦈', '\u202eabc', '__proto__', '%00'])('may be %j', (text) => {
    expect(label.parse(` ${text} `)).toBe(text);
    expect(notes.parse(text)).toBe(text);
  });

  test.each(['a\u0000b', '\u001b[31m', '\u0085', 'half \ud800', '\udfff other half'])(
    'may not be %j, which would not come back as it went or reaches for a terminal',
    (text) => {
      expect(label.safeParse(text).success).toBe(false);
      expect(notes.safeParse(text).success).toBe(false);
    },
  );

  test('has lines in notes only', () => {
    expect(notes.parse('one\r\n\ttwo\n')).toBe('one\r\n\ttwo\n');
    expect(label.safeParse('one\ntwo').success).toBe(false);
  });
});

describe('a web address', () => {
  test.each(['https://example.com', 'HTTP://example.com/a b?q=é', 'https://[::1]:8080/'])(
    'may be %s',
    (text) => expect(webAddressSchema.parse(text)).toBe(text),
  );
  test.each([
    'javascript:alert(1)',
    'https://',
    'https://exa\nmple.com',
    'https://example.com/\r\nX-Evil: 1',
    'https://example.com/\u0000',
    'https://example.com/\ud800',
  ])('may not be %j', (text) => expect(webAddressSchema.safeParse(text).success).toBe(false));
});

describe('a count in a query', () => {
  const limit = countQuery(1, 200, 50);

  test('is a whole number within its bounds, or left out', () => {
    expect(limit.parse('7')).toBe(7);
    expect(limit.parse('200')).toBe(200);
    expect(limit.parse(undefined)).toBe(50);
  });
  test.each([
    '',
    '0',
    '201',
    '-1',
    '1.5',
    '1e1',
    '0x10',
    ' 5',
    'true',
    ['1', '2'],
    '9'.repeat(400),
  ])('may not be %j', (text) => {
    const message = 'must be a whole number from 1 to 200';
    const { error } = limit.safeParse(text);
    expect(error?.issues).toHaveLength(1);
    if (typeof text === 'string') expect(error?.issues[0]?.message).toBe(message);
  });
});

test('an e-mail address has at most 64 characters before the @', () => {
  expect(emailSchema.safeParse(`${'a'.repeat(64)}@example.com`).success).toBe(true);
  expect(emailSchema.safeParse(`${'a'.repeat(65)}@example.com`).success).toBe(false);
});
