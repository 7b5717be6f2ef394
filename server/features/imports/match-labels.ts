import type { PlannedLabel } from './import-plan.ts';

/**
 * Finds for each label of a file the household's own of that name, without regard to case and
 * spaces; of several alike, each is taken once. The others keep the ids planned for them.
 * @returns ids by key
 */
export function matchLabels<Planned extends PlannedLabel>(
  planned: readonly Planned[],
  nameOf: (planned: Planned) => string,
  existing: readonly { id: string; name: string }[],
): Record<string, string> {
  const free = Map.groupBy(existing, ({ name }) => fold(name));
  return Object.fromEntries(
    planned.map((each) => [each.key, free.get(fold(nameOf(each)))?.shift()?.id ?? each.id]),
  );
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
