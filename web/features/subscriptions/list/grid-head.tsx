import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#web/ui/cx.ts';
import { ColumnHead, GridBody, GridRow } from './grid-parts.tsx';
import type { ListSort, ListSortKey } from './list-search.ts';
import { ROW_COLUMNS } from './row-columns.ts';

/** The head of the list: what the columns are, and by which one it is sorted. */
export function GridHead({
  sort,
  onSort,
  isTrash,
  isAllSelected,
  onToggleAll,
}: {
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  isTrash: boolean;
  isAllSelected: boolean;
  onToggleAll: () => void;
}) {
  const { t } = useLingui();
  return (
    <GridBody>
      <GridRow
        aria-rowindex={1}
        className={cx(
          'items-center border-b border-line px-2 text-xs font-semibold text-ink-faint sm:px-3',
          ROW_COLUMNS,
        )}
      >
        <ColumnHead aria-label={t`Selection`}>
          <label className="grid size-10 place-items-center">
            <input
              type="checkbox"
              aria-label={t`Select all shown`}
              checked={isAllSelected}
              onChange={onToggleAll}
              className="size-4.5"
            />
          </label>
        </ColumnHead>
        <SortHead isPlain={isTrash} sortKey="name" sort={sort} onSort={onSort}>
          <Trans>Name</Trans>
        </SortHead>
        <SortHead
          isPlain={isTrash}
          sortKey="nextDueOn"
          sort={sort}
          onSort={onSort}
          className="max-sm:hidden"
        >
          {isTrash ? <Trans>Deleted</Trans> : <Trans>Next due</Trans>}
        </SortHead>
        <ColumnHead className="text-end">
          <Trans>Price</Trans>
        </ColumnHead>
        <SortHead
          isPlain={isTrash}
          sortKey="monthlyCost"
          sort={sort}
          onSort={onSort}
          className="justify-end max-xl:hidden [&_button]:flex-row-reverse"
        >
          <Trans>Per month</Trans>
        </SortHead>
        <ColumnHead className="text-end max-sm:hidden">
          <Trans>Status</Trans>
        </ColumnHead>
      </GridRow>
    </GridBody>
  );
}

function SortHead({
  isPlain,
  sortKey,
  sort,
  onSort,
  className,
  children,
}: {
  /** The trash has an order of its own. */
  isPlain: boolean;
  sortKey: ListSortKey;
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  className?: string;
  children: ReactNode;
}) {
  if (isPlain) return <ColumnHead className={cx('flex', className)}>{children}</ColumnHead>;
  const isAscending = sort === sortKey;
  const isDescending = sort === `-${sortKey}`;
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  return (
    <ColumnHead
      aria-sort={isAscending ? 'ascending' : isDescending ? 'descending' : 'none'}
      className={cx('flex', className)}
    >
      <button
        type="button"
        onClick={() => onSort(isAscending ? `-${sortKey}` : sortKey)}
        className="-mx-2 inline-flex min-h-9 items-center gap-1 rounded-sm px-2 font-semibold hover:text-ink"
      >
        {children}
        <Arrow
          aria-hidden
          className={cx('size-3.5', !isAscending && !isDescending && 'invisible')}
        />
      </button>
    </ColumnHead>
  );
}
