import type { Cycle, Unit } from '#shared/subscriptions/subscription.ts';

const PLAIN: Readonly<Record<string, Unit>> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
};
const BY_NUMBER: Readonly<Record<number, Unit>> = { 1: 'day', 2: 'week', 3: 'month', 4: 'year' };
const ONCE = 5;

/**
 * `Monthly`, `Every 3 Months`, `One-time`, as Wallos's export words it.
 * @returns null for what is paid once, undefined for any other text
 */
export function readWallosCycle(text: string): Cycle | null | undefined {
  const words = text.trim().toLowerCase();
  if (/^one[- ]?time$/.test(words)) return null;
  const unit = PLAIN[words];
  if (unit) return { every: 1, unit };
  const match = /^every (\d{1,3}) (day|week|month|year)s?$/.exec(words);
  return match ? { every: Number(match[1]), unit: match[2] as Unit } : undefined;
}

/**
 * The same from Wallos's API: `cycle` numbers the unit, `frequency` multiplies it.
 * @returns null for what is paid once, undefined for numbers that mean nothing
 */
export function readWallosCycleNumber(cycle: number, frequency: number): Cycle | null | undefined {
  if (cycle === ONCE) return null;
  const unit = BY_NUMBER[cycle];
  return unit ? { every: frequency, unit } : undefined;
}
