import type { SourceLines } from '#server/observability/errors/stack-frames.ts';
import { type NamedFunction, namedFunctions } from './named-functions.ts';

/** As many lines before a place and after it. */
const LINES_AROUND = 5;
const LONGEST_LINE = 200;
/** React's own renderer is one file of half a megabyte, which takes longer to read than it helps. */
const LONGEST_PARSED = 200_000;

/** A file as somebody wrote it. Lines begin with 1, columns with 0. */
export interface OriginalSource {
  /** Name of the innermost function around that place which has one. */
  functionAt(line: number, column: number): string | null;
  linesAt(line: number, column: number): SourceLines | undefined;
}

export function createOriginalSource(file: string, content: string): OriginalSource {
  const lines = content.split('\n');
  const starts = startsOf(lines);
  let functions: readonly NamedFunction[] | null = null;

  return {
    functionAt(line, column) {
      functions ??= content.length > LONGEST_PARSED ? [] : namedFunctions(file, content);
      const offset = (starts[line - 1] ?? content.length) + column;
      // In the order in which they begin: of those around a place the last one is the innermost.
      return functions.findLast(({ start, end }) => start <= offset && offset < end)?.name ?? null;
    },
    linesAt(line, column) {
      const at = lines[line - 1];
      if (at === undefined) return undefined;
      const first = Math.max(0, line - 1 - LINES_AROUND);
      return {
        before: lines.slice(first, line - 1).map(beginningOf),
        at: at.length > LONGEST_LINE ? partOf(at, column) : beginningOf(at),
        after: lines.slice(line, line + LINES_AROUND).map(beginningOf),
      };
    },
  };
}

function startsOf(lines: readonly string[]): number[] {
  let next = 0;
  return lines.map((line) => {
    const start = next;
    next += line.length + 1;
    return start;
  });
}

function beginningOf(line: string): string {
  return line.slice(0, LONGEST_LINE).trimEnd();
}

/** Of a long line, such as one of a package that was built, what is around the place. */
function partOf(line: string, column: number): string {
  const start = Math.max(0, Math.min(column - LONGEST_LINE / 2, line.length - LONGEST_LINE));
  return line.slice(start, start + LONGEST_LINE).trimEnd();
}
