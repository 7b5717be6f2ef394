import { useLingui } from '@lingui/react/macro';
import { type MouseEvent, memo } from 'react';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { useCycleText } from '#web/lib/use-cycle-text.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { cx } from '#web/ui/cx.ts';
import { StatusBadge } from '../status-badge.tsx';
import { currentPrice } from './current-price.ts';
import { GridCell, GridRow } from './grid-parts.tsx';
import { ROW_COLUMNS } from './row-columns.ts';

export interface RowActions {
  onToggle: (id: string, isRange: boolean) => void;
  onFocus: (id: string) => void;
  onOpen: (id: string) => void;
}

/** One line of the list: a row of its grid. */
export const SubscriptionRow = memo(function SubscriptionRow({
  view,
  category,
  isSelected,
  isActive,
  isTrash,
  rowIndex,
  start,
  size,
  actions,
}: {
  view: SubscriptionView;
  category: CategoryView | undefined;
  isSelected: boolean;
  isActive: boolean;
  isTrash: boolean;
  rowIndex: number;
  /** Pixels from the top of the list. Numbers, so that a row which stays is not drawn again. */
  start: number;
  size: number;
  actions: RowActions;
}) {
  const { t } = useLingui();
  return (
    <GridRow
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-id={view.id}
      style={{ height: size, transform: `translateY(${start}px)` }}
      onFocus={() => actions.onFocus(view.id)}
      className={cx(
        'group absolute inset-x-0 top-0 items-center border-b border-line px-2 transition-colors duration-100 sm:px-3',
        'focus-visible:z-1 focus-visible:-outline-offset-2',
        ROW_COLUMNS,
        isSelected ? 'bg-tide-soft' : 'hover:bg-ink/4',
      )}
    >
      <GridCell className="relative z-1">
        <label className="-my-2 grid size-10 place-items-center">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t`Select ${view.name}`}
            checked={isSelected}
            // Shift is known to a click only; React wants a change handler besides.
            onClick={(event) => actions.onToggle(view.id, event.shiftKey)}
            onChange={() => undefined}
            className="size-4.5"
          />
        </label>
      </GridCell>
      <GridCell className="flex min-w-0 items-center gap-3">
        <BrandTile slug={view.service} name={view.name} />
        <div className="min-w-0">
          <Name view={view} isTrash={isTrash} onOpen={actions.onOpen} />
          <p className="flex items-center gap-1.5 truncate text-sm text-ink-faint max-sm:hidden">
            <Marks view={view} category={category} />
          </p>
          <p className="truncate text-sm text-ink-faint sm:hidden">
            {isTrash ? <Deleted view={view} /> : <NextDue view={view} isShort />}
          </p>
        </div>
      </GridCell>
      <GridCell className="min-w-0 max-sm:hidden">
        {isTrash ? <Deleted view={view} /> : <NextDue view={view} />}
      </GridCell>
      <GridCell className="min-w-0 text-end">
        <Price view={view} />
      </GridCell>
      <GridCell className="tabular min-w-0 truncate text-end text-sm text-ink-soft max-xl:hidden">
        <MonthlyCost view={view} />
      </GridCell>
      <GridCell className="flex justify-end max-sm:hidden">
        <StatusBadge status={view.status} />
      </GridCell>
    </GridRow>
  );
});

function Name({
  view: { id, name },
  isTrash,
  onOpen,
}: {
  view: SubscriptionView;
  isTrash: boolean;
  onOpen: RowActions['onOpen'];
}) {
  if (isTrash) return <p className="truncate font-semibold">{name}</p>;
  // The router's own link watches the address, which is too much for rows that fly past.
  return (
    <a
      href={`/subscriptions/${id}`}
      tabIndex={-1}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        onOpen(id);
      }}
      // It covers its row, so that all of it can be pressed.
      className="block truncate font-semibold outline-none after:absolute after:inset-0"
    >
      {name}
    </a>
  );
}

/** Others open a new tab or window, which is the browser's business. */
function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}

function Marks({ view, category }: { view: SubscriptionView; category: CategoryView | undefined }) {
  const { t } = useLingui();
  return (
    <>
      <span
        aria-hidden
        className="size-2.5 shrink-0 rounded-full"
        style={{ backgroundColor: categoryColor(category?.color ?? null) }}
      />
      <span className="truncate">
        {[category?.name ?? t`No category`, ...view.tags].join(' · ')}
      </span>
    </>
  );
}

function Deleted({ view: { deletedAt } }: { view: SubscriptionView }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { timeZone } = useSession().household;
  if (deletedAt === null) return null;
  const day = format.date(todayIn(timeZone, Date.parse(deletedAt)));
  return <span className="block truncate text-sm text-ink-faint">{t`deleted ${day}`}</span>;
}

function NextDue({ view, isShort = false }: { view: SubscriptionView; isShort?: boolean }) {
  const { t } = useLingui();
  const format = useFormatter();
  const relativeDay = useRelativeDay();
  const today = useToday();
  if (view.nextDueOn === null) {
    return view.accessUntil && view.accessUntil >= today ? (
      <span className="block truncate text-sm text-ink-faint">
        {t`until ${format.date(view.accessUntil)}`}
      </span>
    ) : (
      <span className="text-sm text-ink-faint">{t`nothing due`}</span>
    );
  }
  const when = relativeDay(view.nextDueOn, today);
  if (isShort) return <>{`${when} · ${format.dayAndMonth(view.nextDueOn)}`}</>;
  return (
    <>
      <span className="block truncate font-medium first-letter:uppercase">{when}</span>
      <span className="block truncate text-sm text-ink-faint">{format.date(view.nextDueOn)}</span>
    </>
  );
}

function Price({ view }: { view: SubscriptionView }) {
  const format = useFormatter();
  const { per } = useCycleText();
  const today = useToday();
  return (
    <>
      <span className="tabular block truncate font-semibold">
        {format.money(currentPrice(view, today))}
      </span>
      {view.status !== 'active' && (
        <span className="sm:hidden">
          <StatusBadge status={view.status} />
        </span>
      )}
      <span
        className={cx(
          'block truncate text-sm text-ink-faint',
          view.status !== 'active' && 'max-sm:hidden',
        )}
      >
        {per(view.cycle)}
      </span>
    </>
  );
}

function MonthlyCost({ view }: { view: SubscriptionView }) {
  const { t } = useLingui();
  const format = useFormatter();
  if (view.monthlyCost === null) {
    return (
      <>
        <span aria-hidden>–</span>
        <span className="sr-only">{t`no monthly cost`}</span>
      </>
    );
  }
  return <>{format.money(view.monthlyCost)}</>;
}
