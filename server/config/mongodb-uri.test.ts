import { describe, expect, it } from 'vitest';
import {
  databaseNameOf,
  hideSecrets,
  mongodbUriFault,
  placeOf,
  readMongodbUri,
} from './mongodb-uri.ts';

describe('a connection string', () => {
  it.each([
    ['mongodb://localhost', ['localhost'], null, false],
    ['mongodb://localhost:27017/', ['localhost'], null, false],
    [
      'mongodb://u:p@a.example:1,b.example:2/money?tls=true',
      ['a.example', 'b.example'],
      'money',
      true,
    ],
    ['mongodb://a.example/?replicaSet=r&ssl=true', ['a.example'], null, true],
    ['mongodb://[::1]:27017/x?tls=false', ['[::1]'], 'x', false],
    ['mongodb+srv://u:p%40@cluster.example/?retryWrites=true', ['cluster.example'], null, true],
    ['mongodb+srv://cluster.example/x?TLS=false', ['cluster.example'], 'x', false],
    ['  mongodb://localhost/x\n', ['localhost'], 'x', false],
  ])('%s is read', (uri, hosts, database, isTls) => {
    expect(readMongodbUri(uri)).toEqual({ hosts, database, isTls });
  });

  it.each(['', 'localhost', 'https://a.example', 'mongodb://', 'mongodb:///x', 'mongodb://u:p@'])(
    '%j is none',
    (uri) => {
      expect(readMongodbUri(uri)).toBeNull();
      expect(mongodbUriFault(uri)).toMatch(/^must be mongodb:/);
    },
  );

  it.each([
    'mongodb://localhost',
    'mongodb://127.0.0.1:1,127.8.8.8:2,[::1]:3/x',
    'mongodb://%2Ftmp%2Fmongodb.sock/x',
    'mongodb://a.example/?tls=true',
    'mongodb+srv://a.example',
  ])('%s stays secret on its way', (uri) => {
    expect(mongodbUriFault(uri)).toBeNull();
  });

  it.each([
    'mongodb://a.example',
    'mongodb://localhost,a.example',
    'mongodb://127.0.0.1.evil.example',
    'mongodb://localhost.example',
    'mongodb+srv://a.example/?tls=false',
    'mongodb://a.example/?tls=1',
  ])('%s does not, and is refused', (uri) => {
    expect(mongodbUriFault(uri)).toMatch(/^must use TLS, because .* add tls=true to its options$/);
  });

  it('names a database, or means ours', () => {
    expect(databaseNameOf('mongodb://localhost/money')).toBe('money');
    expect(databaseNameOf('mongodb://localhost')).toBe('duetide');
  });

  it('is shown by its place only', () => {
    expect(placeOf('mongodb://ada:p%40ss@a:1,b:2/money?x=y')).toBe('money on a, b');
  });

  it('is hidden in what others say about it', () => {
    const uri = 'mongodb://ada:p%40ss@a.example/money';
    const said = `cannot use ${uri} of ada with p@ss`;
    expect(hideSecrets(said, uri)).toBe('cannot use mongodb://…@a.example/money of … with …');
    expect(hideSecrets('nothing to hide', 'mongodb://a.example')).toBe('nothing to hide');
  });
});
