import { Trans } from '@lingui/react/macro';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { ChargeLine } from './charge-line.tsx';
import type { CalendarDay } from './day-cell.tsx';

/** Everything charged on one day. */
export function DayDialog({
  date,
  day,
  today,
  categories,
  onClose,
}: {
  date: CalendarDate;
  day: CalendarDay | undefined;
  today: CalendarDate;
  categories: ReadonlyMap<string, CategoryView>;
  onClose: () => void;
}) {
  const format = useFormatter();
  const relative = useRelativeDay();
  return (
    <Dialog
      isOpen
      place="side"
      onClose={onClose}
      title={format.longDay(date)}
      description={relative(date, today)}
    >
      {day ? (
        <>
          <p className="tabular mb-4 font-display text-3xl font-bold">{format.money(day.total)}</p>
          <ul className="-mx-2 grid gap-1">
            {day.items.map((charge) => (
              <li key={charge.subscriptionId + charge.dueOn}>
                <ChargeLine charge={charge} category={categories.get(charge.categoryId ?? '')} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="py-6 text-ink-soft">
          {date < today ? (
            <Trans>Nothing was charged on this day.</Trans>
          ) : (
            <Trans>Nothing is charged on this day.</Trans>
          )}
        </p>
      )}
    </Dialog>
  );
}
