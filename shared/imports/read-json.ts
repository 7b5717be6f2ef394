import { unreadable } from './decode-text.ts';

/** @throws AppError `unreadable-file` that names the line and column where the JSON breaks. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`The JSON is broken${placeOf(text, String(error))}.`);
  }
}

/** V8 tells the position in its message, except that it says nothing of a sudden end. */
function placeOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return ': it ends too early';
  const lines = text.slice(0, Number(position)).split('\n');
  return ` at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
