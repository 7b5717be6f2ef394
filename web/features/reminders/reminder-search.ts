/** The parts of the page about reminders; without one it is the person's own rules. */
export const REMINDER_VIEWS = ['household', 'coming', 'sent'] as const;
export type ReminderView = (typeof REMINDER_VIEWS)[number];

export interface ReminderSearch {
  view?: ReminderView;
}

/** Reads an address, which anybody may have written by hand: what makes no sense is left out. */
export function readReminderSearch({ view }: Record<string, unknown>): ReminderSearch {
  const known = REMINDER_VIEWS.find((each) => each === view);
  return known ? { view: known } : {};
}
