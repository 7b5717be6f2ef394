import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Search, SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { cx } from '#web/ui/cx.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import {
  DEFAULT_GROUPING,
  DEFAULT_SORT,
  LIST_GROUPINGS,
  type ListGrouping,
  type ListSearch,
  type ListSort,
  NO_CATEGORY,
} from './list-search.ts';

const SORT_LABELS: Partial<Record<ListSort, MessageDescriptor>> = {
  nextDueOn: msg`Next due first`,
  name: msg`Name, A to Z`,
  '-name': msg`Name, Z to A`,
  '-monthlyCost': msg`Most expensive first`,
  monthlyCost: msg`Cheapest first`,
  '-createdAt': msg`Newest first`,
  createdAt: msg`Oldest first`,
};

const GROUPING_LABELS: Record<ListGrouping, MessageDescriptor> = {
  none: msg`No groups`,
  month: msg`By next month due`,
  category: msg`By category`,
  status: msg`By status`,
};

/** Search, filters and order. */
export function ListToolbar({
  search,
  categories,
  tags,
  isTrash,
  onChange,
}: {
  search: ListSearch;
  categories: readonly CategoryView[];
  tags: readonly [tag: string, count: number][];
  isTrash: boolean;
  onChange: (change: Partial<ListSearch>) => void;
}) {
  const { t, i18n } = useLingui();
  const choicesId = useId();
  const [isOpen, setOpen] = useState(Boolean(search.category || search.tag));
  return (
    <div className="flex flex-wrap gap-2.5">
      <SearchField value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={choicesId}
        aria-label={t`Filter and order`}
        onClick={() => setOpen(!isOpen)}
        className="grid size-11 place-items-center rounded-md border border-line-strong text-ink-soft aria-expanded:bg-tide-soft aria-expanded:text-tide-ink sm:hidden"
      >
        <SlidersHorizontal aria-hidden className="size-5" />
      </button>
      <div id={choicesId} className={cx('contents', !isOpen && 'max-sm:hidden')}>
        <Choice
          label={t`Category`}
          value={search.category ?? ''}
          onChange={(category) => onChange({ category })}
        >
          <option value="">{t`All categories`}</option>
          {categories.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value={NO_CATEGORY}>{t`Without category`}</option>
        </Choice>
        {(tags.length > 0 || search.tag) && (
          <Choice label={t`Tag`} value={search.tag ?? ''} onChange={(tag) => onChange({ tag })}>
            <option value="">{t`All tags`}</option>
            {tags.map(([tag, count]) => (
              <option key={tag} value={tag}>{`${tag} (${count})`}</option>
            ))}
          </Choice>
        )}
        {!isTrash && (
          <>
            <Choice
              label={t`Order`}
              value={search.sort ?? DEFAULT_SORT}
              onChange={(sort) => onChange({ sort: sort as ListSort })}
            >
              {Object.entries(SORT_LABELS).map(([sort, label]) => (
                <option key={sort} value={sort}>
                  {i18n._(label)}
                </option>
              ))}
              {search.sort === '-nextDueOn' && (
                <option value="-nextDueOn">{t`Next due last`}</option>
              )}
            </Choice>
            <Choice
              label={t`Groups`}
              value={search.group ?? DEFAULT_GROUPING}
              onChange={(group) => onChange({ group: group as ListGrouping })}
            >
              {LIST_GROUPINGS.map((grouping) => (
                <option key={grouping} value={grouping}>
                  {i18n._(GROUPING_LABELS[grouping])}
                </option>
              ))}
            </Choice>
          </>
        )}
      </div>
    </div>
  );
}

/** Follows the address, except for what is being typed. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(value);
  const told = useRef(value);

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  function type(next: string) {
    setText(next);
    told.current = next;
    onChange(next);
  }

  return (
    <div className="relative min-w-0 flex-[1_1_12rem] sm:flex-[1_1_100%] lg:flex-[2_1_14rem]">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3.5 top-3.25 size-4.5 text-ink-soft"
      />
      <Input
        type="search"
        aria-label={t`Search subscriptions`}
        placeholder={t`Search name, notes, tags`}
        autoComplete="off"
        value={text}
        onChange={(event) => type(event.target.value)}
        className={cx('ps-10.5', text && 'pe-11', '[&::-webkit-search-cancel-button]:hidden')}
      />
      {text && (
        <IconButton
          icon={X}
          label={t`Clear the search`}
          className="absolute end-0.5 top-0.5"
          onClick={() => type('')}
        />
      )}
    </div>
  );
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="min-w-0 flex-[1_1_40%] text-ellipsis sm:flex-[1_1_9rem]"
    >
      {children}
    </Select>
  );
}
