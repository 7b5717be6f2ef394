import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Cycle } from '#shared/subscriptions/subscription.ts';

/** The rhythms that nearly everything has; others can be set on the subscription later. */
export const CYCLE_CHOICES: readonly { key: string; cycle: Cycle; label: MessageDescriptor }[] = [
  { key: 'week', cycle: { every: 1, unit: 'week' }, label: msg`Every week` },
  { key: 'four-weeks', cycle: { every: 4, unit: 'week' }, label: msg`Every 4 weeks` },
  { key: 'month', cycle: { every: 1, unit: 'month' }, label: msg`Every month` },
  { key: 'quarter', cycle: { every: 3, unit: 'month' }, label: msg`Every 3 months` },
  { key: 'half-year', cycle: { every: 6, unit: 'month' }, label: msg`Every 6 months` },
  { key: 'year', cycle: { every: 1, unit: 'year' }, label: msg`Every year` },
];

export function keyOfCycle({ every, unit }: Cycle): string {
  const choice = CYCLE_CHOICES.find(({ cycle }) => cycle.every === every && cycle.unit === unit);
  return choice?.key ?? 'month';
}
