import { delimiterOf, readCsv } from './csv-reader.ts';
import { decodeText, unreadable } from './decode-text.ts';
import { readDuetideCsv } from './duetide-csv.ts';
import { REQUIRED_COLUMNS } from './duetide-csv-columns.ts';
import { DUETIDE_FORMAT } from './duetide-file.ts';
import { readDuetideJson } from './duetide-json.ts';
import { IMPORT_ROWS_MAXIMUM } from './import-formats.ts';
import type { ImportContext, ImportSource } from './import-source.ts';
import { readJson } from './read-json.ts';
import { readWallosCurrencies, readWallosEntries, type WallosCurrencies } from './wallos-api.ts';
import { readWallosCsv } from './wallos-csv.ts';
import { readWallosRecord, WALLOS_COLUMNS } from './wallos-record.ts';
import { createWallosSource } from './wallos-source.ts';

const UNKNOWN =
  'Neither Duetide nor Wallos writes such a file. Expected is an export of Duetide (JSON or CSV), an export of Wallos (JSON or CSV), or the answers of its API.';

/**
 * Recognises files by what they hold, whatever their names. Two files are taken only as the
 * subscriptions and the currencies of Wallos's API.
 * @throws AppError `unreadable-file`
 */
export function openImport(files: readonly Uint8Array[], context: ImportContext): ImportSource {
  const documents = files.map((bytes) => readDocument(decodeText(bytes)));
  const currencies = documents.map(readCurrenciesOf).find((found) => found !== null) ?? null;
  const others = documents.filter((document) => readCurrenciesOf(document) === null);
  const [document, second] = others;
  if (document === undefined) {
    throw unreadable('These are the currencies of Wallos only: add its subscriptions.');
  }
  const isCompanion =
    currencies !== null && !(document.kind === 'json' && isWallosApi(document.value));
  if (second !== undefined || isCompanion) {
    throw unreadable(
      'These two files do not belong together: import them one after the other. Only the subscriptions and the currencies of Wallos’s API go together.',
    );
  }
  const source = recognise(document, currencies, context);
  if (source.size > IMPORT_ROWS_MAXIMUM) {
    throw unreadable(
      `The file has ${source.size} rows; at most ${IMPORT_ROWS_MAXIMUM} can be imported at once.`,
    );
  }
  return source;
}

type Document = { kind: 'json'; value: unknown } | { kind: 'table'; text: string };

function readDocument(text: string): Document {
  return /^\s*[[{]/.test(text) ? { kind: 'json', value: readJson(text) } : { kind: 'table', text };
}

function readCurrenciesOf(document: Document): WallosCurrencies | null {
  return document.kind === 'json' ? readWallosCurrencies(document.value) : null;
}

function recognise(
  document: Document,
  currencies: WallosCurrencies | null,
  context: ImportContext,
): ImportSource {
  if (document.kind === 'table') return recogniseTable(document.text, context);
  const { value } = document;
  if (isRecord(value) && value.format === DUETIDE_FORMAT) return readDuetideJson(value);
  if (isRecord(value) && value.success === false) {
    throw unreadable('This is an error answer of Wallos: ask its API again.');
  }
  const entries = isRecord(value) ? value.subscriptions : value;
  if (!Array.isArray(entries)) throw unreadable(UNKNOWN);
  if (isWallosApi(value)) {
    return createWallosSource('wallos-api', readWallosEntries(entries, currencies), context);
  }
  if (!entries.some((entry) => isRecord(entry) && WALLOS_COLUMNS.every((name) => name in entry))) {
    throw unreadable(UNKNOWN);
  }
  const rows = entries.map((entry) => readWallosRecord(isRecord(entry) ? entry : {}));
  return createWallosSource('wallos-json', rows, context);
}

function recogniseTable(text: string, context: ImportContext): ImportSource {
  const table = text.trimStart();
  const delimiter = delimiterOf(table);
  const head = /^[^\r\n]*/.exec(table)?.[0] ?? '';
  const columns = new Set(readCsv(head, { delimiter })[0]?.map((name) => name.trim()));
  const has = (names: readonly string[]) => names.every((name) => columns.has(name));
  if (has(REQUIRED_COLUMNS)) return readDuetideCsv(table, delimiter);
  if (has(WALLOS_COLUMNS)) {
    const rows = readWallosCsv(table, delimiter).map(readWallosRecord);
    return createWallosSource('wallos-csv', rows, context);
  }
  throw unreadable(UNKNOWN);
}

function isWallosApi(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value.subscriptions)) return false;
  const [first] = value.subscriptions;
  return isRecord(first) && 'currency_id' in first && 'next_payment' in first;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
