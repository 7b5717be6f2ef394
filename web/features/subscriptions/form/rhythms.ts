import type { Cycle } from '#shared/subscriptions/subscription.ts';

/** How often, as people choose it: the usual cycles by name, `once`, or `custom` for any other. */
export const RHYTHMS = ['month', 'year', 'week', 'quarter', 'half-year', 'once', 'custom'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export const RHYTHM_CYCLES: Record<Exclude<Rhythm, 'once' | 'custom'>, Cycle> = {
  week: { every: 1, unit: 'week' },
  month: { every: 1, unit: 'month' },
  quarter: { every: 3, unit: 'month' },
  'half-year': { every: 6, unit: 'month' },
  year: { every: 1, unit: 'year' },
};

export function rhythmOf(cycle: Cycle | null): Rhythm {
  if (cycle === null) return 'once';
  const known = Object.entries(RHYTHM_CYCLES).find(
    ([, { every, unit }]) => every === cycle.every && unit === cycle.unit,
  );
  return (known?.[0] as Rhythm | undefined) ?? 'custom';
}
