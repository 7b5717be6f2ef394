import { readCsv } from './csv-reader.ts';

/**
 * The records of Wallos's CSV, by column. Wallos joins cells with commas and quotes nothing: it
 * has turned the commas of all texts but the address into spaces and left line ends and quotes as
 * they were. A file that a spreadsheet has saved since is quoted as usual.
 */
export function readWallosCsv(text: string, delimiter: string): Record<string, string>[] {
  const isQuotedThroughout = /^\s*"/.test(text);
  const isQuoted = (inner: string) =>
    isQuotedThroughout || inner.includes(delimiter) || /["\r\n]/.test(inner);
  const [head = [], ...rows] = readCsv(text, { delimiter, isQuoted });
  const columns = head.map((name) => name.trim());
  return rejoin(rows, columns.length)
    .filter((cells) => !isBlank(cells))
    .map((cells) => byColumn(columns, cells, delimiter));
}

/** A line end inside the notes breaks a row in two: put together what makes one row. */
function rejoin(rows: readonly string[][], width: number): string[][] {
  const whole: string[][] = [];
  let pending: string[] = [];
  for (const cells of rows) {
    if (pending.length === 0 && isBlank(cells)) continue;
    const joined = joinLines(pending, cells);
    if (pending.length === 0 || joined.length <= width) {
      pending = joined;
    } else {
      whole.push(pending);
      pending = cells;
    }
    if (pending.length >= width) {
      whole.push(pending);
      pending = [];
    }
  }
  return pending.length > 0 ? [...whole, pending] : whole;
}

function joinLines(upper: readonly string[], lower: readonly string[]): string[] {
  if (upper.length === 0) return [...lower];
  const seam = `${upper.at(-1) ?? ''}\n${lower[0] ?? ''}`;
  return [...upper.slice(0, -1), seam, ...lower.slice(1)];
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Cells too many come from commas in the address. */
function byColumn(
  columns: readonly string[],
  cells: readonly string[],
  delimiter: string,
): Record<string, string> {
  const surplus = cells.length - columns.length;
  const at = columns.indexOf('URL');
  const fitting =
    surplus > 0 && at !== -1
      ? cells.toSpliced(at, surplus + 1, cells.slice(at, at + surplus + 1).join(delimiter))
      : cells;
  return Object.fromEntries(columns.map((column, index) => [column, fitting[index] ?? '']));
}
