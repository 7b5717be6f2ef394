import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { cx } from '#web/ui/cx.ts';
import { Skeleton } from '#web/ui/skeleton.tsx';

export type CalendarDay = Calendar['days'][number];

const MOST_TILES = 4;
/** So many fit with their names. */
const MOST_NAMES = 2;
/** Per cent of the cell: the amount stands in the water, the day above it. */
const LOW_WATER = 30;
const TIDAL_RANGE = 44;

/** One day: what is charged, and how high it is beside the other days of the month. */
export function DayCell({
  date,
  day,
  isWaiting,
  level,
  isToday,
  isActive,
  onOpen,
}: {
  date: CalendarDate;
  /** Undefined where nothing is charged. */
  day: CalendarDay | undefined;
  /** Whether the month is still on its way; the day keeps its place and the focus. */
  isWaiting: boolean;
  /** 0 to 1: its total beside that of the highest day. */
  level: number;
  isToday: boolean;
  /** Whether the tab key reaches it. */
  isActive: boolean;
  onOpen: () => void;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const charges = day?.items ?? [];
  const isDue = charges.some(({ status }) => status === 'due');
  const count = t`${plural(charges.length, { 0: 'nothing charged', one: '# charge', other: '# charges' })}`;
  const name = [
    format.longDay(date),
    isToday && t`today`,
    isWaiting ? t`loading` : count,
    day && format.money(day.total),
  ];

  return (
    <button
      type="button"
      data-date={date}
      tabIndex={isActive ? 0 : -1}
      aria-current={isToday ? 'date' : undefined}
      aria-haspopup="dialog"
      onClick={onOpen}
      className={cx(
        'group relative isolate flex h-30 w-full flex-col overflow-hidden rounded-md border p-2 text-start',
        'transition-colors hover:border-line-strong lg:h-32',
        day ? 'border-line bg-surface shadow-card' : 'border-line bg-surface/50',
        isToday && 'border-coral! outline-1 outline-coral',
      )}
    >
      {level > 0 && (
        <span
          aria-hidden
          className={cx(
            'absolute inset-x-0 bottom-0 -z-1',
            isDue ? 'bg-coral-soft' : 'bg-tide-soft',
          )}
          style={{ height: `${Math.round(LOW_WATER + level * TIDAL_RANGE)}%` }}
        />
      )}
      <span className="sr-only">{name.filter(Boolean).join(', ')}</span>
      <span
        aria-hidden
        className={cx(
          'tabular text-sm font-semibold',
          isToday ? 'text-coral-ink' : day ? 'text-ink' : 'text-ink-faint',
        )}
      >
        {format.dayOfMonth(date)}
      </span>
      {isWaiting && <Skeleton className="mt-auto h-4 w-12" />}
      {day && (
        <>
          <Tiles day={day} />
          <span aria-hidden className="tabular mt-auto truncate text-sm font-semibold">
            {format.money(day.total)}
          </span>
        </>
      )}
    </button>
  );
}

function Tiles({ day: { items } }: { day: CalendarDay }) {
  const format = useFormatter();
  const hasNames = items.length <= MOST_NAMES;
  // The last place says how many more there are.
  const shown = items.length > MOST_TILES ? items.slice(0, MOST_TILES - 1) : items;
  return (
    <span
      aria-hidden
      className={cx('mt-1.5 flex flex-wrap gap-1', hasNames && 'lg:flex-col lg:flex-nowrap')}
    >
      {shown.map(({ subscriptionId, dueOn, service, name, status }) => (
        <span
          key={subscriptionId + dueOn}
          className={cx('flex min-w-0 items-center gap-1.5', status === 'skipped' && 'opacity-45')}
        >
          <BrandTile slug={service} name={name} size="xs" />
          {hasNames && (
            <span className="hidden truncate text-xs font-medium text-ink-soft lg:block">
              {name}
            </span>
          )}
        </span>
      ))}
      {shown.length < items.length && (
        <span className="tabular grid size-6 place-items-center rounded-xs bg-ink/8 text-xs font-semibold text-ink-soft">
          +{format.number(items.length - shown.length)}
        </span>
      )}
    </span>
  );
}
