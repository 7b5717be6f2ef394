import type { Clock } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { isAtLeast } from '#shared/households.ts';
import type { PlannedReminder } from '#shared/reminders/planned-reminders.ts';
import type { ReminderFacts } from '#shared/reminders/reminder-message.ts';
import { REMINDER_WORDS } from '#shared/reminders/reminder-words.ts';
import type { LinkAction } from '#shared/schemas/reminder-link-schemas.ts';
import type { ReminderAction } from './reminder-channels.ts';
import type { ReminderDelivery } from './reminder-delivery-repository.ts';
import type { ReminderPerson } from './reminder-household.ts';
import { ACTIONS_OF, fingerprintOf } from './reminder-link-facts.ts';
import { MOST_SNOOZES, type ReminderLinkTokens } from './reminder-link-token.ts';
import { snoozeChoices } from './snooze-choices.ts';
import { snoozesOf } from './snoozed-delivery.ts';

export interface ReminderLinkWriterDeps {
  tokens: Pick<ReminderLinkTokens, 'write'>;
  clock: Clock;
  publicUrl(): string;
}

export interface LinkOccasion {
  householdId: string;
  person: ReminderPerson;
  delivery: ReminderDelivery;
  reminder: PlannedReminder;
  /** What the message says, and on which of the reader's local dates it says so. */
  facts: ReminderFacts;
  saidOn: CalendarDate;
}

const DAY_MS = 24 * 3_600_000;
/** Whoever reads their mail some days later can still say that it is paid. */
const DAYS_AFTER = 7;
const MOST_DAYS = 60;

/** The links of a message: what its reader can do without signing in. */
export function createReminderLinkWriter({ tokens, clock, publicUrl }: ReminderLinkWriterDeps) {
  function canDo(action: LinkAction, { person, delivery, reminder, facts }: LinkOccasion): boolean {
    if (action === 'paid') return facts.price !== null && isAtLeast(person.role, 'member');
    if (snoozesOf(delivery.id) >= MOST_SNOOZES) return false;
    return snoozeChoices(person, reminder, clock.now()).length > 0;
  }

  function linkFor(action: LinkAction, occasion: LinkOccasion): string | null {
    const { householdId, person, delivery, reminder, facts, saidOn } = occasion;
    const { kind, subjectId, occurrence, on, days } = reminder;
    const token = tokens.write({
      action,
      householdId,
      userId: person.userId,
      channelId: delivery.channelId,
      kind,
      subjectId,
      occurrence,
      on,
      days,
      snoozes: snoozesOf(delivery.id),
      saidOn,
      expiresAt: expiryOf(reminder, clock.now()),
      fingerprint: fingerprintOf(facts),
    });
    // Behind the #, so that it is in no server's log.
    return token && `${publicUrl()}/reminder#${token}`;
  }

  return {
    /** None where there is no key to sign them with: the message matters more. */
    write(occasion: LinkOccasion): ReminderAction[] {
      const { actions: words } = REMINDER_WORDS[occasion.person.locale];
      try {
        return ACTIONS_OF[occasion.reminder.kind]
          .filter((action) => canDo(action, occasion))
          .flatMap((action) => {
            const url = linkFor(action, occasion);
            return url ? [{ label: words[action], url }] : [];
          });
      } catch (error) {
        if (error instanceof AppError && error.code === 'unavailable') return [];
        throw error;
      }
    },
  };
}

function expiryOf({ usefulUntil }: PlannedReminder, now: number): number {
  const end = Date.parse(addDays(usefulUntil, DAYS_AFTER + 1));
  const expiry = Math.min(end, now + MOST_DAYS * DAY_MS);
  return Math.floor(expiry / 1_000) * 1_000;
}
