import { type CalendarDate, isCalendarDate, partsOf } from '#shared/dates/calendar-date.ts';
import { addDays, daysBetween, endOfMonth } from '#shared/dates/date-arithmetic.ts';
import { defaultAccessUntil } from '#shared/subscriptions/cancellation.ts';
import { isOccurrence } from '#shared/subscriptions/schedule.ts';
import type { Cycle, ScheduleFacts } from '#shared/subscriptions/subscription.ts';
import { doubt, fact, type Note } from './import-notes.ts';
import type { WallosFacts } from './wallos-record.ts';

export interface WallosDates {
  anchor: CalendarDate;
  cancelledOn: CalendarDate | null;
  accessUntil: CalendarDate | null;
  notice: Cycle | null;
  /** What nothing else can hold, for the subscription's notes. */
  reminder: string | null;
  remarks: Note[];
}

type Told = Pick<WallosFacts, 'startDate' | 'isManual' | 'isInactive' | 'cancellationDate'>;

const MOST_DAYS_OF_NOTICE = 999;

/** The dates of a subscription of which Wallos tells the next payment and little else. */
export function deriveWallosDates(
  told: Told,
  cycle: Cycle | null,
  nextPayment: CalendarDate,
  today: CalendarDate,
): WallosDates {
  const { anchor, remark } = findAnchor(told.startDate, cycle, nextPayment);
  const schedule = scheduleOf(anchor, cycle);
  const end = told.isInactive
    ? endOfInactive(told.cancellationDate, schedule, nextPayment, today)
    : plannedEnd(told, cycle, nextPayment, today);
  return {
    anchor,
    cancelledOn: null,
    accessUntil: null,
    notice: null,
    reminder: null,
    ...end,
    remarks: [...(remark ? [remark] : []), ...(end.remarks ?? [])],
  };
}

/** The start, if counting from it really leads to the next payment; else the next payment itself. */
function findAnchor(
  startDate: string | null,
  cycle: Cycle | null,
  nextPayment: CalendarDate,
): { anchor: CalendarDate; remark: Note | null } {
  if (cycle === null) return { anchor: nextPayment, remark: null };
  if (startDate !== null && isCalendarDate(startDate)) {
    if (isOccurrence(scheduleOf(startDate, cycle), nextPayment)) {
      return { anchor: startDate, remark: null };
    }
    const detail = `Started on ${startDate}, which does not lead to the next payment on ${nextPayment}: dates count from the next payment`;
    const values = { start: startDate, next: nextPayment };
    return { anchor: nextPayment, remark: doubt('start-date-does-not-fit', detail, values) };
  }
  return { anchor: nextPayment, remark: doubtAtMonthEnd(cycle, nextPayment) };
}

/** On the last day of a short month: is it due on that day, or always at the end of the month? */
function doubtAtMonthEnd(cycle: Cycle, nextPayment: CalendarDate): Note | null {
  const { day, month } = partsOf(nextPayment);
  if (cycle.unit === 'day' || cycle.unit === 'week') return null;
  if (nextPayment !== endOfMonth(nextPayment) || day === 31) return null;
  const isAlwaysThatMonth = cycle.unit === 'year' || cycle.every % 12 === 0;
  const latest = isAlwaysThatMonth ? (month === 2 ? 29 : day) : 31;
  const others = Array.from({ length: latest - day }, (_, index) => day + index + 1);
  if (others.length === 0) return null;
  const detail = `${nextPayment} ends its month: the day may be ${day}, or really ${listed(others)}. Correct the first date if so`;
  return doubt('day-of-month-uncertain', detail, {
    date: nextPayment,
    day: String(day),
    others: others.join(' '),
  });
}

function endOfInactive(
  cancellationDate: string | null,
  schedule: ScheduleFacts,
  nextPayment: CalendarDate,
  today: CalendarDate,
): Partial<WallosDates> {
  if (isCalendarDate(cancellationDate) && cancellationDate <= today) {
    const accessUntil = defaultAccessUntil(schedule, cancellationDate);
    return { cancelledOn: cancellationDate, accessUntil };
  }
  const isPaidAndDone = schedule.cycle === null && nextPayment <= today;
  if (isPaidAndDone) return {};
  const [cancelledOn, accessUntil] =
    nextPayment > today
      ? [today, defaultAccessUntil(schedule, today)]
      : [addDays(nextPayment, -1), addDays(nextPayment, -1)];
  const detail = `Disabled in Wallos, which does not say since when: taken as cancelled on ${cancelledOn}, so that nothing is charged after ${accessUntil}`;
  const values = { cancelledOn, accessUntil };
  const remarks = [doubt('cancellation-date-unknown', detail, values)];
  return { cancelledOn, accessUntil, remarks };
}

/** For an active subscription Wallos's cancellation date is when it reminds of cancelling. */
function plannedEnd(
  { cancellationDate, isManual }: Told,
  cycle: Cycle | null,
  nextPayment: CalendarDate,
  today: CalendarDate,
): Partial<WallosDates> {
  if (!isCalendarDate(cancellationDate)) return {};
  if (cancellationDate < today) {
    const detail = `Wallos had reminded of cancelling on ${cancellationDate}, which is past`;
    return { remarks: [fact('cancel-reminder-past', detail, { on: cancellationDate })] };
  }
  const days = daysBetween(cancellationDate, nextPayment);
  if (cycle !== null && !isManual && days >= 1 && days <= MOST_DAYS_OF_NOTICE) {
    const detail = `Still active, with a reminder to cancel on ${cancellationDate}: kept as a notice period of ${days} days before each charge. If it is cancelled already, cancel it here, too`;
    return {
      notice: { every: days, unit: 'day' },
      remarks: [
        doubt('cancel-reminder-as-notice', detail, { on: cancellationDate, days: String(days) }),
      ],
    };
  }
  const detail = `Still active, with a reminder to cancel on ${cancellationDate}: kept in the notes. If it is cancelled already, cancel it here, too`;
  return {
    reminder: `Wallos: cancel on ${cancellationDate}`,
    remarks: [doubt('cancel-reminder-in-notes', detail, { on: cancellationDate })],
  };
}

function scheduleOf(anchor: CalendarDate, cycle: Cycle | null): ScheduleFacts {
  return {
    anchor,
    cycle,
    weekendRule: 'none',
    pauses: [],
    cancelledOn: null,
    accessUntil: null,
  };
}

function listed(days: readonly number[]): string {
  return days.length === 1 ? `${days[0]}` : `${days.slice(0, -1).join(', ')} or ${days.at(-1)}`;
}
