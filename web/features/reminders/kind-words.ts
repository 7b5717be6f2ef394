import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  CalendarX2,
  CircleDollarSign,
  CreditCard,
  FileClock,
  Hourglass,
  type LucideIcon,
  PiggyBank,
  ReceiptText,
  TrendingUp,
} from 'lucide-react';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';

interface KindWords {
  title: MessageDescriptor;
  /** What it is good for, and from which day its days count. */
  explanation: MessageDescriptor;
  icon: LucideIcon;
  /** Whether its days lie after the day that it is about. */
  isAfter: boolean;
}

export const KIND_WORDS: Record<ReminderKind, KindWords> = {
  charge: {
    title: msg`Charge`,
    explanation: msg`Before money leaves. Counted from the day of the charge.`,
    icon: CircleDollarSign,
    isAfter: false,
  },
  'cancel-by': {
    title: msg`Last day to cancel`,
    explanation: msg`While cancelling still avoids the next charge. Counted from the last day for it, where a notice period is known.`,
    icon: CalendarX2,
    isAfter: false,
  },
  'trial-end': {
    title: msg`End of a trial`,
    explanation: msg`Before something free begins to cost. Counted from the last day of the trial.`,
    icon: Hourglass,
    isAfter: false,
  },
  'price-change': {
    title: msg`New price`,
    explanation: msg`Before something costs more or less. Counted from the first day of the new price.`,
    icon: TrendingUp,
    isAfter: false,
  },
  'term-end': {
    title: msg`End of a minimum term`,
    explanation: msg`Before a contract goes on by itself. Counted from the last day of the minimum term.`,
    icon: FileClock,
    isAfter: false,
  },
  'card-expiry': {
    title: msg`Card expires`,
    explanation: msg`Before a card ends that something is paid with. Counted from its last day.`,
    icon: CreditCard,
    isAfter: false,
  },
  unpaid: {
    title: msg`Not marked as paid`,
    explanation: msg`For what you pay by hand. Counted from the day of the charge, until somebody marks it as paid or skipped.`,
    icon: ReceiptText,
    isAfter: true,
  },
  budget: {
    title: msg`Over budget`,
    explanation: msg`Before the charges of a month or year come to more than a budget allows. Counted from the day of the charge with which they do.`,
    icon: PiggyBank,
    isAfter: false,
  },
};
