import { createHash } from 'node:crypto';
import type { ReminderSubjects } from '#shared/reminders/planned-reminders.ts';
import { cardExpiryOf, eventsOf, type ReminderEvent } from '#shared/reminders/reminder-events.ts';
import type { ReminderFacts } from '#shared/reminders/reminder-message.ts';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import { LINK_ACTIONS, type LinkAction } from '#shared/schemas/reminder-link-schemas.ts';
import { FINGERPRINT_BYTES, type ReminderLink } from './reminder-link-token.ts';

/** What can be done about a reminder from its message. */
export const ACTIONS_OF: Readonly<Record<ReminderKind, readonly LinkAction[]>> = {
  charge: LINK_ACTIONS,
  unpaid: LINK_ACTIONS,
  'cancel-by': ['snooze'],
  'trial-end': ['snooze'],
  'price-change': ['snooze'],
  'term-end': ['snooze'],
  'card-expiry': ['snooze'],
  budget: [],
};

/** What a link is about, if that is still to come, or was to be paid, on the same day. */
export function eventOf(
  { kind, subjectId, occurrence, on }: ReminderLink,
  { subscriptions, paymentMethods }: ReminderSubjects,
): ReminderEvent | null {
  if (kind === 'card-expiry') {
    const method = paymentMethods.find(({ id }) => id === subjectId);
    return method ? cardExpiryOf(method, subscriptions, on, on) : null;
  }
  if (kind === 'budget') return null;
  const subscription = subscriptions.find(({ id }) => id === subjectId);
  const events = subscription ? eventsOf(subscription, kind, on, on) : [];
  return events.find((event) => event.occurrence === occurrence) ?? null;
}

/**
 * Tells whether a link would show or do anything else than its message said. Rates are left out:
 * they change every day, and are neither shown nor recorded.
 */
export function fingerprintOf(facts: ReminderFacts): Uint8Array {
  const { kind, name, on, price, priceBefore, cancelBy, names } = facts;
  const said = JSON.stringify([kind, name, on, price, priceBefore, cancelBy, names]);
  const hash = createHash('sha256').update(said).digest();
  return new Uint8Array(hash.subarray(0, FINGERPRINT_BYTES));
}
