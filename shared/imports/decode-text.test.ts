import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { decodeText } from './decode-text.ts';

const TEXT = 'Name,Preis\nCafé 📰,€ 3';

function utf16(text: string, littleEndian: boolean, bom = true): Uint8Array {
  const units = bom ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(units.length * 2));
  for (let at = 0; at < units.length; at += 1) {
    view.setUint16(at * 2, units.charCodeAt(at), littleEndian);
  }
  return new Uint8Array(view.buffer);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function refusalOf(bytes: Uint8Array): string {
  try {
    decodeText(bytes);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable-file') return error.detail ?? '';
    throw error;
  }
  throw new Error('was read');
}

describe('decoding a file', () => {
  test.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with a byte-order mark', utf8(`\ufeff${TEXT}`)],
    ['UTF-16, little end first', utf16(TEXT, true)],
    ['UTF-16, big end first', utf16(TEXT, false)],
  ])('reads %s', (_name, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  test.each([
    ['a PNG', latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'picture'],
    ['a JPEG', latin1('\xff\xd8\xff\xe0\0\x10JFIF'), 'picture'],
    ['a PDF', latin1('%PDF-1.7'), 'PDF'],
    ['a spreadsheet', latin1('PK\x03\x04\x14\0'), 'save it as CSV'],
    ['a gzip', latin1('\x1f\x8b\x08\0'), 'unpack'],
    ['a database', latin1('SQLite format 3\0'), 'database'],
    ['a web page', utf8('<!DOCTYPE html><title>Sign in</title>'), 'web page'],
    ['latin-1', latin1('Caf\xe9,1'), 'UTF-8'],
    ['UTF-16 without a mark', utf16('Name,Price', true, false), 'UTF-16'],
    ['half a UTF-16 unit', utf16('ab', true).slice(0, 5), 'UTF-16'],
    ['nothing', new Uint8Array(), 'empty'],
    ['only space', utf8(' \r\n\t '), 'empty'],
  ])('refuses %s and says why', (_name, bytes, word) => {
    expect(refusalOf(bytes)).toContain(word);
  });
});
