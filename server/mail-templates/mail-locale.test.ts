import { expect, it } from 'vitest';
import { mailLocaleOf } from './mail-locale.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['en-GB,en;q=0.9,de;q=0.8', 'en'],
  ['fr-FR, fr;q=0.9, de;q=0.5, en;q=0.4', 'de'],
  ['en;q=0.2, DE;q=0.7', 'de'],
  ['de;q=0, en', 'en'],
  ['fr', 'en'],
  ['*', 'en'],
  [`de;q=${'9'.repeat(5_000)}`, 'de'],
  ['de;q=x;y', 'de'],
])('%j is answered in %s', (header, locale) => {
  expect(mailLocaleOf(header)).toBe(locale);
});
