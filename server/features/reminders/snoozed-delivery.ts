import { instantOf } from '#server/clock.ts';
import { deliveryId } from './plan-deliveries.ts';
import type { ReminderDelivery } from './reminder-delivery-repository.ts';
import type { ReminderLink } from './reminder-link-token.ts';

const MARK = '~';

/** The delivery that a link came with. */
export function deliveryIdOf(link: ReminderLink): string {
  return withSnoozes(deliveryId(link.userId, link.channelId, link), link.snoozes);
}

/** How often a reminder had been put off before this delivery of it. */
export function snoozesOf(id: string): number {
  const at = id.lastIndexOf(MARK);
  return at === -1 ? 0 : Number(id.slice(at + MARK.length));
}

/**
 * The same reminder once more. Its id does not say until when: whatever is chosen, and however
 * often, there is one.
 */
export function snoozedDelivery(
  { userId, channelId, kind, subjectId, occurrence, days, snoozes }: ReminderLink,
  sendAt: string,
  now: number,
): ReminderDelivery {
  const named = { kind, subjectId, occurrence, days };
  return {
    id: withSnoozes(deliveryId(userId, channelId, named), snoozes + 1),
    userId,
    channelId,
    ...named,
    sendAt,
    digestId: null,
    state: 'pending',
    isLate: false,
    note: null,
    attempts: 0,
    createdAt: instantOf(now),
    endedAt: null,
  };
}

function withSnoozes(id: string, snoozes: number): string {
  return snoozes === 0 ? id : `${id}${MARK}${snoozes}`;
}
