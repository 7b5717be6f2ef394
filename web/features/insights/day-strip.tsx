import { fromEpochDay, isoWeekday, toEpochDay } from '#shared/dates/calendar-date.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { cx } from '#web/ui/cx.ts';

/** One bar for each day, as high as what falls due. Decoration: the list below says the same. */
export function DayStrip({ calendar }: { calendar: Calendar }) {
  const format = useFormatter();
  const totals = new Map(calendar.days.map(({ date, total }) => [date, Number(total.amount)]));
  const most = Math.max(1, ...totals.values());
  const first = toEpochDay(calendar.from);
  const days = Array.from({ length: toEpochDay(calendar.to) - first + 1 }, (_, at) => first + at);

  return (
    <div aria-hidden className="flex h-20 items-end gap-px sm:gap-1">
      {days.map((day, at) => {
        const date = fromEpochDay(day);
        const total = totals.get(date) ?? 0;
        const isMonday = isoWeekday(day) === 1;
        return (
          <div key={date} className="relative flex h-full flex-1 flex-col justify-end pb-5">
            <div
              className={cx(
                'rounded-xs',
                total === 0 ? 'bg-line' : at === 0 ? 'bg-coral' : 'bg-tide',
              )}
              style={{ height: total === 0 ? 3 : `max(8px, ${(total / most) * 100}%)` }}
            />
            {(isMonday || at === 0) && (
              <span
                className={cx(
                  'tabular absolute bottom-0 start-1/2 -translate-x-1/2 text-xs rtl:translate-x-1/2',
                  at === 0 ? 'font-bold text-coral-ink' : 'text-ink-faint',
                )}
              >
                {format.dayOfMonth(date)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
