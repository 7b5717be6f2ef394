import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Calendar, Charge } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { cx } from '#web/ui/cx.ts';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { DayStrip } from './day-strip.tsx';

const MOST_DAYS = 6;

/** The next 30 days: a strip of days to see where the money goes, and the charges in order. */
export function UpcomingCard({
  calendar,
  noteOf,
}: {
  calendar: Calendar;
  /** What else there is to say of a charge, within the line that says when it is. */
  noteOf?: (charge: Charge) => ReactNode;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const days = calendar.days.filter(({ items }) => items.some(isComing));
  const shown = days.slice(0, MOST_DAYS);
  return (
    <Card aria-label={t`Next 30 days`}>
      <CardHeader
        title={<Trans>Next 30 days</Trans>}
        description={<Trans>What really falls due</Trans>}
        action={
          <p className="tabular font-display text-xl font-bold">{format.money(calendar.total)}</p>
        }
      />
      <DayStrip calendar={calendar} />
      {days.length === 0 ? (
        <p className="py-6 text-center text-ink-soft">
          <Trans>Nothing falls due in the next 30 days.</Trans>
        </p>
      ) : (
        <ol className="mt-6">
          {shown.map((day, at) => (
            <DayRow
              key={day.date}
              date={day.date}
              today={calendar.today}
              isNewMonth={
                day.date.slice(0, 7) !== (shown[at - 1]?.date ?? calendar.today).slice(0, 7)
              }
              charges={day.items.filter(isComing)}
              noteOf={noteOf}
            />
          ))}
        </ol>
      )}
      <p className="mt-4">
        <Link to="/calendar" className={cx(TEXT_LINK, 'inline-flex items-center gap-1.5 text-sm')}>
          {days.length > shown.length ? (
            <Trans>All of it in the calendar</Trans>
          ) : (
            <Trans>Open the calendar</Trans>
          )}
          <ArrowRight aria-hidden className="size-4 rtl:rotate-180" />
        </Link>
      </p>
    </Card>
  );
}

function isComing({ status }: Charge): boolean {
  return status === 'due';
}

function DayRow({
  date,
  today,
  isNewMonth,
  charges,
  noteOf,
}: {
  date: CalendarDate;
  today: CalendarDate;
  isNewMonth: boolean;
  charges: readonly Charge[];
  noteOf: ((charge: Charge) => ReactNode) | undefined;
}) {
  const format = useFormatter();
  const relative = useRelativeDay();
  return (
    <li className="group grid grid-cols-[3.25rem_minmax(0,1fr)] gap-3">
      <div className="relative pb-4 text-center">
        <p className="font-display text-xl leading-7 font-bold">{format.dayOfMonth(date)}</p>
        <p className="text-xs font-semibold text-ink-faint">
          {isNewMonth ? format.shortMonth(date.slice(0, 7)) : format.weekday(date)}
          <span className="sr-only">, {format.fullDate(date)}</span>
        </p>
        <span
          aria-hidden
          className="absolute start-1/2 top-13 bottom-1 w-px bg-line group-last:hidden"
        />
      </div>
      <ul className="min-w-0 pb-3">
        {charges.map((charge) => (
          <li key={charge.subscriptionId + charge.dueOn}>
            <Link
              to="/subscriptions/$id"
              params={{ id: charge.subscriptionId }}
              className="-mx-2 flex items-center gap-3 rounded-md p-2 transition-colors hover:bg-ink/5"
            >
              <BrandTile slug={charge.service} name={charge.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{charge.name}</span>
                <span className="block truncate text-sm text-ink-faint">
                  {relative(date, today)}
                  {noteOf?.(charge)}
                </span>
              </span>
              <span className="tabular shrink-0 text-end">
                <span className="block font-semibold">{format.money(charge.amount)}</span>
                {charge.base && charge.base.currency !== charge.amount.currency && (
                  <span className="block text-sm text-ink-faint">{format.money(charge.base)}</span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}
