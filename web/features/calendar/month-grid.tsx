import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { type CalendarMonth, monthOf } from '#shared/dates/date-arithmetic.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import type { WeekInfo } from '#web/lib/week-info.ts';
import { isShown } from './calendar-search.ts';
import { DayCell } from './day-cell.tsx';
import { dayByKey, weeksOfMonth } from './month-weeks.ts';

/**
 * The month by weeks. Keys: arrows move by days and weeks, Home and End to the ends of the week,
 * the page keys by months, with shift by years; Enter opens the day.
 */
export function MonthGrid({
  month,
  today,
  calendar,
  weekInfo,
  label,
  onMonth,
  onOpen,
}: {
  month: CalendarMonth;
  today: CalendarDate;
  /** Undefined while it loads. */
  calendar: Calendar | undefined;
  weekInfo: WeekInfo;
  label: string;
  onMonth: (month: CalendarMonth) => void;
  onOpen: (date: CalendarDate) => void;
}) {
  const format = useFormatter();
  const table = useRef<HTMLTableElement>(null);
  const awaited = useRef<CalendarDate | null>(null);
  const [cursor, setCursor] = useState(today);
  const weeks = weeksOfMonth(month, weekInfo.firstDay);
  const days = new Map(calendar?.days.map((day) => [day.date, day]));
  const most = Math.max(0, ...[...days.values()].map(({ total }) => Number(total.amount)));
  const active = activeDay(month, cursor, today);

  // The day may stand in a month that is shown only after the address has changed.
  useLayoutEffect(() => {
    if (awaited.current !== active) return;
    awaited.current = null;
    table.current?.querySelector<HTMLElement>(`[data-date="${active}"]`)?.focus();
  });

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const { date } = (event.target as HTMLElement).dataset;
    if (!date || event.ctrlKey || event.metaKey || event.altKey) return;
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = dayByKey(date as CalendarDate, event, {
      firstDayOfWeek: weekInfo.firstDay,
      isRtl,
    });
    if (next === null) return;
    event.preventDefault();
    if (!isShown(monthOf(next))) return;
    awaited.current = next;
    setCursor(next);
    if (monthOf(next) !== month) onMonth(monthOf(next));
  }

  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA pattern of date grids
      role="grid"
      aria-label={label}
      aria-busy={calendar === undefined}
      onKeyDown={onKeyDown}
      className="-mx-1.5 w-[calc(100%+0.75rem)] table-fixed border-separate border-spacing-1.5"
    >
      <thead>
        <tr>
          {weeks[0]?.map((date) => (
            <th
              key={date}
              scope="col"
              className="pb-1 text-start text-sm font-semibold text-ink-faint"
            >
              <span aria-hidden className="ps-2">
                {format.weekday(date)}
              </span>
              <span className="sr-only">{format.longWeekday(date)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((date) => {
              const day = days.get(date);
              return (
                <td key={date} className="p-0 align-top">
                  {monthOf(date) !== month ? (
                    <OutsideDay date={date} />
                  ) : (
                    <DayCell
                      date={date}
                      day={day}
                      isWaiting={calendar === undefined}
                      level={day && most > 0 ? Number(day.total.amount) / most : 0}
                      isToday={date === today}
                      isActive={date === active}
                      onOpen={() => {
                        setCursor(date);
                        onOpen(date);
                      }}
                    />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function activeDay(month: CalendarMonth, cursor: CalendarDate, today: CalendarDate): CalendarDate {
  if (monthOf(cursor) === month) return cursor;
  return monthOf(today) === month ? today : `${month}-01`;
}

function OutsideDay({ date }: { date: CalendarDate }) {
  const format = useFormatter();
  return (
    <div className="h-30 rounded-md p-2 text-sm text-ink-faint lg:h-32">
      {format.dayOfMonth(date)}
    </div>
  );
}
