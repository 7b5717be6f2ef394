import { unreadable } from './decode-text.ts';

/** @throws AppError `unreadable-file` that says where the JSON breaks. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`The JSON is broken${placeOf(text, String(error))}.`);
  }
}

/** V8 tells the position, or quotes the surroundings, or finds the end where it expects none. */
function placeOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) {
    const lines = text.slice(0, Number(position)).split('\n');
    return ` at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  }
  const surroundings = /"(.*)"(?:\.\.\.)? is not valid JSON/s.exec(message)?.[1];
  return surroundings === undefined ? ': it ends too early' : ` near “${surroundings.trim()}”`;
}
