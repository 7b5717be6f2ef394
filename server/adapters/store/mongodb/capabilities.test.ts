import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertServerVersion, CAPABILITIES, serverKindOf } from './capabilities.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const MONGODB = serverKindOf({ version: '8.0.4' });
const FERRETDB = serverKindOf({ version: '7.0.42', ferretdbVersion: 'v1.24.0' });

describe('the differences between MongoDB and the server of the tests', () => {
  it('are few, and each has its reason', () => {
    const reasons = Object.values(CAPABILITIES);
    expect(reasons).toHaveLength(6);
    for (const reason of reasons) expect(reason).toMatch(/^FerretDB .{30,}/);
  });

  it('are each asked about somewhere, and nothing else is', () => {
    const asked = ['server', 'tests/support']
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
      )
      .flatMap((text) => [...text.matchAll(/\bcan\('(\w+)'\)/g)].map(([, name]) => name));
    expect([...new Set(asked)].sort()).toEqual(Object.keys(CAPABILITIES).sort());
  });

  it('are told apart by what the server says about itself', () => {
    expect([MONGODB.name, MONGODB.version, MONGODB.can('validators')]).toEqual([
      'MongoDB',
      '8.0.4',
      true,
    ]);
    expect([FERRETDB.name, FERRETDB.version, FERRETDB.can('validators')]).toEqual([
      'FerretDB',
      'v1.24.0',
      false,
    ]);
  });
});

describe('the version of MongoDB', () => {
  it.each(['5.0.31', '4.4.0', '3.6.9'])('%s is too old', (version) => {
    expect(() => assertServerVersion(serverKindOf({ version }))).toThrow(
      `MongoDB ${version} is too old: 6.0 or newer is needed`,
    );
  });

  it.each(['6.0.0', '7.0.42', '8.0.4', '10.0.0'])('%s will do', (version) => {
    expect(() => assertServerVersion(serverKindOf({ version }))).not.toThrow();
  });

  it('says nothing about FerretDB', () => {
    expect(() => assertServerVersion(FERRETDB)).not.toThrow();
  });
});
