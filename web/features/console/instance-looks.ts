import type { InstanceView } from '#shared/schemas/history-schemas.ts';
import type { PanelSeries, Steps, Values } from '#web/ui/charts/timeline/points.ts';

/** So many lines can be told apart in one chart. */
export const MOST_LINES = 6;

const COLORS = [
  'var(--color-tide)',
  'var(--color-coral)',
  'var(--color-category-indigo)',
  'var(--color-category-amber)',
  'var(--color-category-rose)',
  'var(--color-category-slate)',
];
const DASHES = [undefined, '7 3', '2 3'];

/**
 * How each instance is drawn, in every chart alike. By their order, so that neighbours differ in
 * colour, and those that share a colour in their dashes.
 */
export function instanceLooks(
  ids: readonly string[],
): ReadonlyMap<string, { color: string; dash?: string }> {
  return new Map(
    ids.map((id, place) => {
      const dash = DASHES[Math.floor(place / COLORS.length) % DASHES.length];
      const color = COLORS[place % COLORS.length] ?? 'var(--color-ink)';
      return [id, { color, ...(dash !== undefined && { dash }) }];
    }),
  );
}

/** Their names, with the number of the process where several have the same one. */
export function instanceNames(
  instances: readonly Pick<InstanceView, 'id' | 'name' | 'pid'>[],
): ReadonlyMap<string, string> {
  const sameName = Map.groupBy(instances, ({ name }) => name);
  return new Map(
    instances.map(({ id, name, pid }) => [
      id,
      (sameName.get(name)?.length ?? 0) > 1 ? `${name} (${pid})` : name,
    ]),
  );
}

/**
 * What a process counted, only of the time that it was there: others recorded before and after, and
 * so it would seem to have counted nothing then.
 */
export function whileThere(
  { at, step }: Steps,
  values: Values,
  instance: Pick<InstanceView, 'startedAt' | 'lastSeenAt' | 'isAlive'> | undefined,
): Values {
  if (!instance) return values;
  const from = Date.parse(instance.startedAt);
  const to = instance.isAlive ? Number.POSITIVE_INFINITY : Date.parse(instance.lastSeenAt);
  return values.map((value, index) => {
    const begin = at[index] ?? 0;
    return begin + step > from && begin <= to ? value : null;
  });
}

/** Those that reach highest first: what they show is worst there, or busiest. */
export function byPeak<Series extends PanelSeries>(series: readonly Series[]): Series[] {
  const peaks = new Map(series.map((each) => [each.key, peakOf(each)]));
  return series.toSorted(
    (one, other) =>
      (peaks.get(other.key) ?? 0) - (peaks.get(one.key) ?? 0) ||
      one.label.localeCompare(other.label, 'en'),
  );
}

function peakOf({ values }: PanelSeries): number {
  return values.reduce<number>((peak, value) => Math.max(peak, value ?? 0), 0);
}
