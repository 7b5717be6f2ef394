import { expect, test } from 'vitest';
import { WELL_KNOWN_SERVICES } from '#shared/services/well-known-services.ts';
import { guessService } from './guess-service.ts';

test.each(WELL_KNOWN_SERVICES.map(({ name, slug }) => [name, slug]))('%s is %s', (name, slug) => {
  expect(guessService(name, null)?.slug).toBe(slug);
  expect(guessService(`${name.toUpperCase()} `, null)?.slug).toBe(slug);
});

test.each([
  ['Netflix  Premium', null, 'netflix'],
  ['Netflix, Premium', null, 'netflix'],
  ['Spotify (Family)', null, 'spotify'],
  ['YouTube Premium Family', null, 'youtube'],
  ['My films', 'https://www.netflix.com/browse', 'netflix'],
  ['My films', 'https://netflix.com', 'netflix'],
  ['My films', 'https://netflix.evil.example', null],
  ['Netflixed', null, null],
  ['Sky diving club', null, null],
  ['', null, null],
  ['', 'http://localhost', null],
])('%j at %j is %j', (name, url, slug) => {
  expect(guessService(name, url)?.slug ?? null).toBe(slug);
});
