/**
 * What is to happen once has one id, whoever adds it: the second finds it there. Households cannot
 * take each other's ids, whatever keys they choose, as theirs stand before the key.
 */
export function jobId(kind: string, householdId: string | null, key: string): string {
  return `${kind}:${householdId ?? ''}:${key}`;
}

/** Of the run of a schedule at an instant. */
export function scheduledJobId(kind: string, instant: string): string {
  return jobId(kind, null, instant);
}
