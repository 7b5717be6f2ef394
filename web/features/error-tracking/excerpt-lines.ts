import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';

export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  /** Where it happened. */
  readonly isPlace: boolean;
}

/** The lines at a place, as far to the left as they go, without empty ones at the edges. */
export function excerptLines(
  line: number,
  { before, at, after }: NonNullable<ErrorFrameView['lines']>,
): ExcerptLine[] {
  const texts = [...before, at, ...after];
  const written = texts.filter(isWritten);
  const indent = Math.min(...written.map((text) => text.search(/\S/)));
  const lines = texts.map((text, index) => ({
    number: line - before.length + index,
    text: text.slice(indent),
    isPlace: index === before.length,
  }));
  const isShown = ({ text, isPlace }: ExcerptLine) => isPlace || isWritten(text);
  return lines.slice(lines.findIndex(isShown), lines.findLastIndex(isShown) + 1);
}

function isWritten(text: string): boolean {
  return text.trim() !== '';
}
