import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { RangeSearch } from '#web/features/console/time-range.ts';
import { CONSOLE_SECTIONS } from './sections.ts';

/** The pages of the console in one row, which scrolls where it is narrow. The range goes along. */
export function ConsoleNav({
  section,
  search,
}: {
  section: string | undefined;
  search: RangeSearch;
}) {
  const { t, i18n } = useLingui();
  const row = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section is another current link
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (!row.current || !current) return;
    row.current.scrollLeft =
      current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, [section]);
  return (
    <nav aria-label={t`Console`} className="-mx-4 mb-6 border-b border-line sm:-mx-8 lg:mx-0">
      <ul
        ref={row}
        className="relative flex gap-1 overflow-x-auto px-4 [scrollbar-width:none] sm:px-8 lg:px-0"
      >
        {CONSOLE_SECTIONS.map(({ id, title, icon: Icon }) => (
          <li key={id ?? ''} className="shrink-0">
            <Link
              to="/console/{-$section}/{-$item}"
              params={{ section: id, item: undefined }}
              search={{ ...search }}
              activeOptions={{ exact: true, includeSearch: false }}
              // Also on the page of one item, which has an address of its own.
              aria-current={id === section ? 'page' : undefined}
              className="flex h-11 items-center gap-2 border-b-2 border-transparent px-3 text-sm font-semibold text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-tide aria-[current=page]:text-tide-ink"
            >
              <Icon aria-hidden className="size-4" />
              {id === undefined ? t`Overview` : i18n._(title)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
