import { expect, test } from 'vitest';
import { personLocale, regionOf } from './person-locale.ts';

test('the first language that Intl knows is taken', () => {
  expect(personLocale(['de-CH', 'en'])).toBe('de-CH');
  expect(personLocale(['C', 'not a tag', 'fr'])).toBe('fr');
  expect(personLocale([])).toBe('en');
});

test('a language without a region has its most likely one', () => {
  expect(regionOf('pt-BR')).toBe('BR');
  expect(regionOf('ja')).toBe('JP');
});
