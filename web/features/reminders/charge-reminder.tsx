import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { PlannedRemindersView } from '#shared/schemas/reminder-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { plannedRemindersQuery, subjectRemindersQuery } from './reminder-queries.ts';

interface Occurrence {
  subscriptionId: string;
  dueOn: CalendarDate;
}

/** Beside a charge of the next 30 days: when its next reminder goes out. Nothing if none does. */
export function ChargeReminder({ subscriptionId, dueOn }: Occurrence) {
  const { data } = useQuery(plannedRemindersQuery(useToday()));
  if (!data || data.channels.length === 0) return null;
  const next = data.items.find(
    ({ subject, occurrence }) => subject.id === subscriptionId && occurrence === dueOn,
  );
  return next ? (
    <ReminderTime sendAt={next.sendAt} timeZone={data.timeZone} textClass="max-sm:sr-only" />
  ) : null;
}

/** The same beside charges of one subscription, only where it is the next of all. */
export function NextChargeReminder({ subscriptionId, dueOn }: Occurrence) {
  const { data } = useQuery(subjectRemindersQuery(useToday(), subscriptionId));
  const next = data?.channels.length ? data.items[0] : undefined;
  if (!data || next?.occurrence !== dueOn) return null;
  return (
    <ReminderTime
      sendAt={next.sendAt}
      timeZone={data.timeZone}
      textClass="max-sm:sr-only lg:max-xl:sr-only"
    />
  );
}

function ReminderTime({
  sendAt,
  timeZone,
  textClass,
}: {
  sendAt: PlannedRemindersView['items'][number]['sendAt'];
  timeZone: string;
  /** Where there is no room for the text, the bell alone is in sight. */
  textClass: string;
}) {
  const format = useFormatter();
  const instant = Date.parse(sendAt);
  const day = todayIn(timeZone, instant);
  const isThisWeek = daysBetween(todayIn(timeZone, Date.now()), day) < 7;
  const when = `${isThisWeek ? format.weekday(day) : format.dayAndMonth(day)} ${format.time(instant, timeZone)}`;
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden> · </span>
      <Bell aria-hidden className="-mt-0.5 me-1 inline size-3.5" />
      <span className={textClass}>
        <Trans>Reminder {when}</Trans>
      </span>
    </span>
  );
}
