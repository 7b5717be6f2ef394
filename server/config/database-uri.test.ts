import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { nameOfSource, readUri } from './database-uri.ts';

function fileWith(content: string): { kind: 'file'; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-uri-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'uri');
  writeFileSync(file, content);
  return { kind: 'file', file };
}

it('is what the configuration says', () => {
  const source = { kind: 'fixed', uri: 'mongodb://localhost/x' } as const;
  expect(readUri(source)).toBe('mongodb://localhost/x');
  expect(nameOfSource(source)).toBe('MONGODB_URI');
});

it('is what stands in the file now', () => {
  const source = fileWith('mongodb://localhost/x\n');
  expect(readUri(source)).toBe('mongodb://localhost/x');
  writeFileSync(source.file, 'mongodb://localhost/y');
  expect(readUri(source)).toBe('mongodb://localhost/y');
  expect(nameOfSource(source)).toBe('MONGODB_URI_FILE');
});

it('says what is wrong with the file, without what is in it', () => {
  const source = fileWith('mongodb://ada:secret@db.example/x');
  expect(() => readUri(source)).toThrow(`what is in ${source.file} must use TLS`);
  expect(() => readUri(source)).not.toThrow('secret');
  expect(() => readUri({ kind: 'file', file: '/nowhere/uri' })).toThrow(
    '/nowhere/uri cannot be read (ENOENT)',
  );
});
