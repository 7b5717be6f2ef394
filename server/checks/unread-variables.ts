import { type Finding, findingsAbout } from './finding.ts';

const { note, warning } = findingsAbout('configuration');
/** Shorter names are too easily like others. */
const SHORTEST_LIKENESS = 7;
const LIKE = 2;

/**
 * Variables that nobody reads, and that look as if somebody should: a slip of the pen leaves the
 * default in force without a word.
 */
export function unreadVariables(
  known: readonly string[],
  given: { environment: readonly string[]; envFile: readonly string[] },
): Finding[] {
  const unread = [...new Set([...given.envFile, ...given.environment])].filter(
    (name) => !known.includes(name),
  );
  const meant = new Map(unread.map((name) => [name, likest(name, known)]));
  const stray = given.envFile.filter((name) => meant.get(name) === null);
  return [
    ...[...meant].flatMap(([name, like]) =>
      like === null
        ? []
        : [warning(name, `is read by nobody, and looks like ${like}`, `Rename it to ${like}.`)],
    ),
    ...(stray.length > 0
      ? [note('.env', `Duetide does not read what it says of ${stray.join(', ')}`)]
      : []),
  ];
}

function likest(name: string, known: readonly string[]): string | null {
  if (name.length < SHORTEST_LIKENESS) return null;
  const [nearest] = known
    .filter((candidate) => candidate.length >= SHORTEST_LIKENESS)
    .map((candidate) => ({ candidate, apart: distance(name.toUpperCase(), candidate) }))
    .filter(({ apart }) => apart <= LIKE)
    .sort((left, right) => left.apart - right.apart);
  return nearest?.candidate ?? null;
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [down, letter] of [...left].entries()) {
    const next = [down + 1];
    for (const [across, other] of [...right].entries()) {
      const replaced = (row[across] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[across + 1] ?? 0) + 1, (next[across] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
