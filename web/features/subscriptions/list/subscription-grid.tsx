import { useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { GridHead } from './grid-head.tsx';
import { GridBody } from './grid-parts.tsx';
import { GroupRow } from './group-row.tsx';
import type { ListEntry } from './list-entries.ts';
import type { ListGrouping, ListSort } from './list-search.ts';
import { nextRow } from './next-row.ts';
import type { Selection } from './selection.ts';
import { type RowActions, SubscriptionRow } from './subscription-row.tsx';

const ROW_REM = 4.5;
const GROUP_REM = 3.75;
const OVERSCAN = 8;

/**
 * The list as a grid of which only the rows in sight exist. Keys: arrows, page keys, Home and End
 * move; Space selects, with shift as well as a range; Enter opens; Ctrl+A selects all.
 */
export function SubscriptionGrid({
  entries,
  order,
  categories,
  selection,
  sort,
  grouping,
  isTrash,
  onSort,
  onToggle,
  onExtend,
  onSelectAll,
  onClear,
}: {
  entries: readonly ListEntry[];
  /** Ids in the order shown. */
  order: readonly string[];
  categories: readonly CategoryView[];
  selection: Selection;
  sort: ListSort;
  grouping: ListGrouping;
  isTrash: boolean;
  onSort: (sort: ListSort) => void;
  onToggle: (id: string) => void;
  onExtend: (id: string) => void;
  onSelectAll: () => void;
  onClear: () => void;
}) {
  const { t } = useLingui();
  const router = useRouter();
  const body = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const [activeId, setActiveId] = useState<string | null>(null);
  const rem = useRootFontSize();

  const indexes = useMemo(() => new Map(entries.map(({ key }, at) => [key, at])), [entries]);
  const active = activeId !== null && indexes.has(activeId) ? activeId : order[0];
  const activeEntry = active === undefined ? -1 : (indexes.get(active) ?? -1);
  const byId = useMemo(
    () => new Map(categories.map((category) => [category.id, category])),
    [categories],
  );

  const virtualizer = useWindowVirtualizer({
    count: entries.length,
    estimateSize: (index) => (entries[index]?.kind === 'group' ? GROUP_REM : ROW_REM) * rem,
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: OVERSCAN,
    scrollMargin,
    useFlushSync: false,
    // The row that has the focus must not vanish while it is scrolled out of sight.
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range);
      if (activeEntry === -1 || visible.includes(activeEntry)) return visible;
      return [...visible, activeEntry].sort((a, b) => a - b);
    },
  });

  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      setScrollMargin(Math.round(top + window.scrollY));
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const latest = useRef({ onToggle, onExtend });
  latest.current = { onToggle, onExtend };
  const [actions] = useState<RowActions>(() => ({
    onToggle: (id, isRange) =>
      isRange ? latest.current.onExtend(id) : latest.current.onToggle(id),
    onFocus: setActiveId,
    onOpen: (id) => void router.navigate({ to: '/subscriptions/$id', params: { id } }),
  }));

  function moveTo(id: string) {
    setActiveId(id);
    virtualizer.scrollToIndex(
      entries.findIndex(({ key }) => key === id),
      { align: 'auto' },
    );
    requestAnimationFrame(() => focusRow(body.current, id));
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!(event.target as HTMLElement).matches('[role="row"]') || active === undefined) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === 'a') onSelectAll();
    else if (isCommand || event.altKey) return;
    else if (event.key === ' ') event.shiftKey ? onExtend(active) : onToggle(active);
    else if (event.key === 'Escape' && selection.ids.size > 0) onClear();
    else if (event.key === 'Enter' && !isTrash) {
      actions.onOpen(active);
    } else {
      const page = Math.max(1, Math.floor(window.innerHeight / (ROW_REM * rem)) - 2);
      const next = nextRow(event.key, order.indexOf(active), { count: order.length, page });
      const id = next === null ? undefined : order[next];
      if (id === undefined) return;
      if (event.shiftKey) {
        if (selection.anchor === null) onToggle(active);
        onExtend(id);
      }
      moveTo(id);
    }
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: see grid-parts.tsx
    <div
      role="grid"
      aria-label={isTrash ? t`Trash` : t`Subscriptions`}
      aria-rowcount={entries.length + 1}
      aria-multiselectable
      onKeyDown={onKeyDown}
      className="rounded-xl border border-line bg-surface shadow-card"
    >
      <GridHead
        sort={sort}
        onSort={onSort}
        isTrash={isTrash}
        isAllSelected={order.length > 0 && selection.ids.size === order.length}
        onToggleAll={() => (selection.ids.size === order.length ? onClear() : onSelectAll())}
      />
      <GridBody
        ref={body}
        className="relative overflow-clip rounded-b-xl"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          if (!entry) return null;
          const place = {
            start: item.start - virtualizer.options.scrollMargin,
            size: item.size,
            // The head is the first row.
            rowIndex: item.index + 2,
          };
          return entry.kind === 'group' ? (
            <GroupRow
              key={item.key}
              group={entry.group}
              grouping={grouping}
              categories={byId}
              {...place}
            />
          ) : (
            <SubscriptionRow
              key={item.key}
              view={entry.view}
              category={byId.get(entry.view.categoryId ?? '')}
              isSelected={selection.ids.has(entry.view.id)}
              isActive={entry.view.id === active}
              isTrash={isTrash}
              {...place}
              actions={actions}
            />
          );
        })}
      </GridBody>
    </div>
  );
}

function focusRow(body: HTMLElement | null, id: string): void {
  body?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}

/** Rows grow with the text: a person may have chosen larger letters in the browser. */
function useRootFontSize(): number {
  const [size] = useState(() =>
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  return size || 16;
}
