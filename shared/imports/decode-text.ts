import { AppError } from '#shared/app-error.ts';

/** Files that people pick by mistake, by their first bytes (latin-1), and what to do instead. */
const KNOWN_BEGINNINGS: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'This is a picture.'],
  ['\xff\xd8\xff', 'This is a picture.'],
  ['GIF8', 'This is a picture.'],
  ['%PDF-', 'This is a PDF.'],
  ['PK\x03\x04', 'This is a spreadsheet or a zip archive: save it as CSV first, or unpack it.'],
  ['\x1f\x8b', 'This is a compressed archive: unpack it first.'],
  ['SQLite format 3\0', 'This is a database: use the export of the program that it belongs to.'],
];
const EXPECTED = 'An export of Duetide or Wallos is expected, as JSON or CSV.';
const WRONG_ENCODING = 'This is no text in UTF-8, or in UTF-16 with a byte-order mark.';

/**
 * The text of a file: UTF-8, or UTF-16 where a byte-order mark says so.
 * @throws AppError `unreadable-file` for what is no text, or empty.
 */
export function decodeText(bytes: Uint8Array): string {
  const beginning = String.fromCharCode(...bytes.subarray(0, 16));
  const known = KNOWN_BEGINNINGS.find(([start]) => beginning.startsWith(start));
  if (known) throw unreadable(`${known[1]} ${EXPECTED}`);
  const text = decode(bytes, encodingOf(bytes));
  if (text.includes('\0')) throw unreadable(WRONG_ENCODING);
  if (text.trim() === '') throw unreadable(`The file is empty. ${EXPECTED}`);
  if (/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text)) {
    throw unreadable(`This is a web page, perhaps a sign-in page saved by mistake. ${EXPECTED}`);
  }
  return text;
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('unreadable-file', { detail: WRONG_ENCODING, cause });
  }
}

/** The refusal of a file as a whole. */
export function unreadable(detail: string): AppError {
  return new AppError('unreadable-file', { detail });
}
