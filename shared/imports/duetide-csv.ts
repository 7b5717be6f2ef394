import { checkImported } from './check-imported.ts';
import { readCsv } from './csv-reader.ts';
import { unguardFormula } from './csv-writer.ts';
import {
  CATEGORY_COLUMN,
  DERIVED_COLUMNS,
  FACT_COLUMNS,
  ID_COLUMN,
  PAYMENT_METHOD_COLUMN,
} from './duetide-csv-columns.ts';
import { fact } from './import-notes.ts';
import type { Fault, ImportDraft, ImportSource } from './import-source.ts';
import { toLabel } from './label-text.ts';
import { guessPaymentMethodKind } from './payment-method-kind.ts';

const KNOWN_COLUMNS = new Set<string>([
  ...FACT_COLUMNS.map(({ name }) => name),
  ...DERIVED_COLUMNS,
  ID_COLUMN,
  CATEGORY_COLUMN,
  PAYMENT_METHOD_COLUMN,
]);
const LABEL_MAXIMUM = 100;

/** Reads the table of subscriptions that Duetide writes, its columns in any order. */
export function readDuetideCsv(text: string, delimiter: string): ImportSource {
  const [head = [], ...records] = readCsv(text, { delimiter });
  const columns = head.map((name) => name.trim());
  const rows = records
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => byColumn(columns, cells));
  const categories = namesIn(rows, CATEGORY_COLUMN);
  const labels = namesIn(rows, PAYMENT_METHOD_COLUMN);
  const unknown = columns.filter((name) => name !== '' && !KNOWN_COLUMNS.has(name));
  return {
    format: 'duetide-csv',
    household: null,
    categories: new Map(categories.map((name) => [name, { name, color: null }])),
    paymentMethods: new Map(
      labels.map((label) => [
        label,
        { label, kind: guessPaymentMethodKind(label), lastFour: null, expiresIn: null },
      ]),
    ),
    budgets: [],
    rates: [],
    notes:
      unknown.length > 0
        ? [
            fact('columns-ignored', `Columns that mean nothing here: ${unknown.join(', ')}`, {
              columns: unknown.join(', '),
            }),
          ]
        : [],
    size: rows.length,
    draft: (index) => toDraft(rows[index] as Row),
  };
}

type Row = ReadonlyMap<string, string>;

function byColumn(columns: readonly string[], cells: readonly string[]): Row {
  return new Map(columns.map((name, at) => [name, unguardFormula(cells[at] ?? '')]));
}

function namesIn(rows: readonly Row[], column: string): string[] {
  return [...new Set(rows.flatMap((row) => nameIn(row, column) ?? []))];
}

function nameIn(row: Row, column: string): string | null {
  return toLabel(row.get(column) ?? '', LABEL_MAXIMUM) || null;
}

function toDraft(row: Row): ImportDraft {
  const input: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const { name, read } of FACT_COLUMNS) {
    const cell = row.get(name) ?? '';
    if (cell === '') continue;
    const reading = read(cell);
    if ('value' in reading) input[name] = reading.value;
    else faults.push({ field: name, detail: reading.fault });
  }
  const checked = faults.length > 0 ? { subscription: null, faults } : checkImported(input);
  return {
    name: row.get('name') ?? '',
    fileId: row.get(ID_COLUMN) || null,
    ...checked,
    categoryKey: nameIn(row, CATEGORY_COLUMN),
    paymentMethodKey: nameIn(row, PAYMENT_METHOD_COLUMN),
    payments: [],
    createdAt: null,
    hint: null,
    notes: [],
  };
}
