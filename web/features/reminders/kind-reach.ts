import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { REMINDER_KINDS, type ReminderKind } from '#shared/reminders/reminder-rules.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';

export type ReachedSubscription = Pick<
  SubscriptionView,
  | 'nextDueOn'
  | 'cancelBy'
  | 'trialEndsOn'
  | 'minimumTermEndsOn'
  | 'autoRenews'
  | 'cancelledOn'
  | 'prices'
>;

type Reach = (view: ReachedSubscription, today: CalendarDate) => boolean;

const never: Reach = () => false;
const whileCharged: Reach = ({ nextDueOn }) => nextDueOn !== null;

/** Whether there is anything that a kind could remind of. Some kinds are about other things. */
const REACHES: Record<ReminderKind, Reach> = {
  charge: whileCharged,
  unpaid: whileCharged,
  'cancel-by': ({ cancelBy }) => cancelBy !== null,
  'trial-end': ({ trialEndsOn, cancelledOn }, today) =>
    trialEndsOn !== null && trialEndsOn >= today && cancelledOn === null,
  'price-change': ({ prices }, today) => prices.slice(1).some(({ from }) => from > today),
  'term-end': ({ minimumTermEndsOn, autoRenews, cancelledOn }, today) =>
    autoRenews && cancelledOn === null && minimumTermEndsOn !== null && minimumTermEndsOn >= today,
  'card-expiry': never,
  budget: never,
};

/** The kinds that can apply to a subscription as it is, and those that have a rule for it anyway. */
export function kindsFor(
  view: ReachedSubscription,
  today: CalendarDate,
  rules: Readonly<Partial<Record<ReminderKind, unknown>>>,
): ReminderKind[] {
  return REMINDER_KINDS.filter((kind) => kind in rules || REACHES[kind](view, today));
}
