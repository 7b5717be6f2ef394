import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ReminderDeliveryView } from '#shared/schemas/reminder-schemas.ts';
import type { Tone } from '#web/ui/badge.tsx';

export const STATE_WORDS: Record<
  ReminderDeliveryView['state'],
  { label: MessageDescriptor; tone: Tone }
> = {
  sent: { label: msg`Sent`, tone: 'kelp' },
  pending: { label: msg`Waiting`, tone: 'tide' },
  failed: { label: msg`Given up`, tone: 'danger' },
  dropped: { label: msg`Left out`, tone: 'neutral' },
};

/** Why something was left out, by what the server notes. */
const REASONS: Record<string, MessageDescriptor> = {
  past: msg`It could not be sent in time, and its day was over.`,
  superseded: msg`It could not be sent in time, and a later one about the same came up.`,
  changed: msg`It was edited, paid, paused or deleted before this went out.`,
  'channel-gone': msg`The channel was deleted before this went out.`,
};

/** Null where the note is in the words of a service. */
export function reasonOf({
  state,
  note,
}: Pick<ReminderDeliveryView, 'state' | 'note'>): MessageDescriptor | null {
  if (state !== 'dropped' || note === null) return null;
  return REASONS[note] ?? null;
}
