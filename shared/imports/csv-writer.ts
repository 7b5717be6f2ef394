/** What spreadsheets run as a formula; full-width forms of Japanese input included (OWASP, CSV injection). */
const FORMULA_START = '[=+\\-@＝＋－＠\\t\\r\\n]';
const RUNS = new RegExp(`^'*${FORMULA_START}`);
const WAS_GUARDED = new RegExp(`^'+${FORMULA_START}`);

/**
 * A text that no spreadsheet runs: an apostrophe goes before what would be a formula, and before
 * what {@link unguardFormula} would else take an apostrophe from, so that the pair is lossless.
 */
export function guardFormula(text: string): string {
  return RUNS.test(text) ? `'${text}` : text;
}

/** Takes back what {@link guardFormula} did; any other text is left as it is. */
export function unguardFormula(text: string): string {
  return WAS_GUARDED.test(text) ? text.slice(1) : text;
}

/** A CSV text (RFC 4180, UTF-8) of guarded cells; the byte-order mark makes Excel read it as UTF-8. */
export function writeCsv(records: readonly (readonly string[])[]): string {
  return `\ufeff${records.map(writeRecord).join('')}`;
}

function writeRecord(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

function writeCell(text: string): string {
  const guarded = guardFormula(text);
  const mustQuote = guarded !== text || /[",;\t\r\n]|^\s|\s$/.test(text);
  return mustQuote ? `"${guarded.replaceAll('"', '""')}"` : text;
}
