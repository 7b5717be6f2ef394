import { Link } from '@tanstack/react-router';
import { TEXT_LINK } from '#web/ui/text-link.ts';

/** What stands in the address of the page, whoever wrote it. */
export type RouteSearch = Readonly<Record<string, unknown>>;

/** Leads to a route by itself. */
export function RouteLink({ name, search }: { name: string; search: RouteSearch }) {
  return (
    <Link
      to="."
      search={{ ...search, route: name }}
      title={name}
      className={`${TEXT_LINK} inline-block max-w-full truncate align-bottom font-mono text-[0.8125rem]`}
    >
      {name}
    </Link>
  );
}
