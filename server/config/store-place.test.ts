import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readStorePlace } from './store-place.ts';

it.each([
  ['sqlite:./data/duetide.db', { kind: 'sqlite', file: resolve('data/duetide.db') }],
  ['sqlite:///var/lib/duetide.db', { kind: 'sqlite', file: '/var/lib/duetide.db' }],
  ['file:/run/uri', { kind: 'mongodb', uri: { kind: 'file', file: '/run/uri' } }],
  [
    'mongodb://localhost/x',
    { kind: 'mongodb', uri: { kind: 'fixed', uri: 'mongodb://localhost/x' } },
  ],
])('%s is a database', (text, place) => {
  expect(readStorePlace(text)).toEqual(place);
});

it.each(['', 'duetide.db', 'sqlite:', 'postgres://x', '/data/duetide.db'])(
  '%j is none, and the cure is told',
  (text) => {
    expect(() => readStorePlace(text)).toThrow('A database is named as sqlite:');
  },
);

it('a connection string without TLS is refused, without its password', () => {
  const read = () => readStorePlace('mongodb://ada:s3cret@db.example/x');
  expect(read).toThrow('must use TLS, because db.example is not this machine');
  expect(read).not.toThrow('s3cret');
});
