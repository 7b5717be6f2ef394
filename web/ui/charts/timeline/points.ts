/** Steps of equal length; the values of a series belong to them one by one. Milliseconds. */
export interface Steps {
  at: readonly number[];
  step: number;
}

export type Values = readonly (number | null)[];

/** Values of one thing over time, and how they are drawn. */
export interface PanelSeries {
  key: string;
  label: string;
  color: string;
  values: Values;
  before?: Values | undefined;
  dash?: string;
}

/** The step in which the instant lies, or the nearest one; -1 if there is none. */
export function stepOf({ at, step }: Steps, instant: number): number {
  const first = at[0];
  if (first === undefined) return -1;
  let low = 0;
  let high = at.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((at[middle] ?? 0) <= instant) low = middle;
    else high = middle - 1;
  }
  const next = at[low + 1];
  const isNearerToNext = next !== undefined && next - instant < instant - ((at[low] ?? 0) + step);
  return isNearerToNext ? low + 1 : low;
}

/** The index of the newest value; -1 if there is none. */
export function newestOf(values: Values): number {
  return values.findLastIndex((value) => value !== null);
}

/** Whether neither neighbour has a value: a line would not show it. */
export function isAlone(values: Values, index: number): boolean {
  return (
    values[index] != null &&
    (values[index - 1] ?? null) === null &&
    (values[index + 1] ?? null) === null
  );
}

/**
 * The values of an earlier time at the steps of this one, as if it had been `shift` later. Its own
 * steps may be of another length.
 */
export function shifted(steps: Steps, earlier: Steps, values: Values, shift: number): Values {
  return steps.at.map((at) => {
    const middle = at + steps.step / 2 - shift;
    const index = stepOf(earlier, middle);
    const start = earlier.at[index];
    const isInside = start !== undefined && middle >= start && middle < start + earlier.step;
    return isInside ? (values[index] ?? null) : null;
  });
}
