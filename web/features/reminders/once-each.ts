import type { PlannedReminderView } from './rule-sources.ts';

/** What one message says of one thing. */
export interface ToldOnce extends Omit<PlannedReminderView, 'days'> {
  days: readonly number[];
}

/** A digest says once what several days of a rule would say, and a list says it once for all channels. */
export function onceEach(reminders: readonly PlannedReminderView[]): ToldOnce[] {
  const told = new Map<string, ToldOnce>();
  for (const reminder of reminders) {
    const { kind, subject, occurrence, sendAt, days } = reminder;
    const key = `${kind}/${subject.id}/${occurrence}/${sendAt}`;
    const before = told.get(key);
    const all = new Set([...(before?.days ?? []), days]);
    told.set(key, { ...(before ?? reminder), days: [...all] });
  }
  return [...told.values()];
}
