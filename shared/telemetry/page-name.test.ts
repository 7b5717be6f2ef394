import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageNameOf } from './page-name.ts';

const ROUTES = join(import.meta.dirname, '../../web/app/routes.ts');

it('every page of the app has a name', () => {
  const text = readFileSync(ROUTES, 'utf8');
  const paths = [...text.matchAll(/ path: '(\/[^']*)'/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(10);
  const unnamed = paths.filter((path) => pageNameOf(path.replaceAll('$', ':')) === 'other');
  expect(unnamed).toEqual([]);
});

it('the console is one page, and what is unknown is other', () => {
  expect(pageNameOf('/console/errors/:id')).toBe('/console');
  expect(pageNameOf('/consoles')).toBe('other');
  expect(pageNameOf('/settings/:section')).toBe('/settings/:section');
  expect(pageNameOf('toString')).toBe('other');
});
