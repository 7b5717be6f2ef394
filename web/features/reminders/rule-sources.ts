import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { PlannedRemindersView } from '#shared/schemas/reminder-schemas.ts';

export type PlannedReminderView = PlannedRemindersView['items'][number];

/** By whose rule something is sent. */
export const RULE_SOURCE_WORDS: Record<PlannedReminderView['rule'], MessageDescriptor> = {
  default: msg`as Duetide suggests`,
  household: msg`rule of the household`,
  member: msg`your own rule`,
  subscription: msg`rule of this subscription`,
};
