export interface CsvOptions {
  delimiter: string;
  /**
   * Whether quotes around a whole cell are quoting, given the cell and what stands inside.
   * Some programs quote nothing, so that quotes are part of the text.
   */
  isQuoted?: (inner: string) => boolean;
}

interface Cell {
  text: string;
  /** Where the delimiter or the line's end stands. */
  end: number;
}

/**
 * The records of a CSV text (RFC 4180), read kindly: any line ends, and a quote inside a cell, or
 * one that is never closed, is an ordinary character. An empty line is a record of one empty cell.
 */
export function readCsv(
  text: string,
  { delimiter, isQuoted = () => true }: CsvOptions,
): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length || record.length > 0) {
    const cell = readQuoted(text, at, delimiter, isQuoted) ?? readBare(text, at, delimiter);
    record.push(cell.text);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    records.push(record);
    record = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}

function readQuoted(
  text: string,
  start: number,
  delimiter: string,
  isQuoted: (inner: string) => boolean,
): Cell | null {
  if (text[start] !== '"') return null;
  let closing = text.indexOf('"', start + 1);
  while (closing !== -1 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  if (closing === -1) return null;
  const end = closing + 1;
  const next = text[end];
  if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') return null;
  const inner = text.slice(start + 1, closing);
  return isQuoted(inner) ? { text: inner.replaceAll('""', '"'), end } : null;
}

function readBare(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
    end += 1;
  }
  return { text: text.slice(start, end), end };
}

/** The delimiter of a table, by its first line: spreadsheets write what their country uses. */
export function delimiterOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
