/** The `_id` of what belongs to a household; ids of households all have the same length. */
export function keyOf(householdId: string, ...rest: readonly string[]): string {
  return [householdId, ...rest].join(':');
}
