/** Addresses of the app's pages as its router writes them, with `:` before what differs. */
export const PAGE_NAMES = [
  '/',
  '/calendar',
  '/console',
  '/forgot-password',
  '/reminder',
  '/reset-password',
  '/settings',
  '/settings/:section',
  '/sign-in',
  '/sign-up',
  '/subscriptions',
  '/subscriptions/:id',
  '/subscriptions/:id/edit',
  '/subscriptions/new',
  '/welcome',
  'other',
] as const;
export type PageName = (typeof PAGE_NAMES)[number];

const KNOWN: ReadonlySet<string> = new Set(PAGE_NAMES);

/** What a page is counted as: all of the console is one page, and what is unknown is `other`. */
export function pageNameOf(route: string): PageName {
  if (/^\/console(\/|$)/.test(route)) return '/console';
  return KNOWN.has(route) ? (route as PageName) : 'other';
}
