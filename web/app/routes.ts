import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { readCalendarSearch } from '#web/features/calendar/calendar-search.ts';
import { readListSearch } from '#web/features/subscriptions/list/list-search.ts';
import { authOptionsQuery, sessionQuery, summaryQuery } from '#web/lib/queries.ts';
import { wasSignedIn } from '#web/lib/sign-in-memory.ts';
import { AppNotFound } from './app-not-found.tsx';
import { RootLayout } from './root-layout.tsx';
import { safeNext } from './safe-next.ts';
import { readSettingsSearch } from './settings/settings-search.ts';

interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: RootLayout,
  notFoundComponent: AppNotFound,
});

const OF_MESSAGES = new Set(['/reset-password', '/reminder']);

/** Pages for people who are not signed in; whoever is goes on to where they wanted. */
const entrance = createRoute({
  getParentRoute: () => root,
  id: 'entrance',
  component: lazyRouteComponent(() => import('./entrance/entrance-layout.tsx'), 'EntranceLayout'),
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  beforeLoad: async ({ context, search, location }) => {
    // Links from messages work for everybody, signed in or not.
    if (OF_MESSAGES.has(location.pathname) || !wasSignedIn()) return;
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session) throw redirect({ href: safeNext(search.next), replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => entrance,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => entrance,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./pages/sign-up-page.tsx'), 'SignUpPage'),
});
const forgotPassword = createRoute({
  getParentRoute: () => entrance,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => import('./pages/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
});
const resetPassword = createRoute({
  getParentRoute: () => entrance,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('./pages/reset-password-page.tsx'),
    'ResetPasswordPage',
  ),
});

const reminderLink = createRoute({
  getParentRoute: () => entrance,
  path: '/reminder',
  component: lazyRouteComponent(() => import('./pages/reminder-link-page.tsx'), 'ReminderLinkPage'),
});

/** Everything that belongs to a household. The session is in the context of every page below. */
const member = createRoute({
  getParentRoute: () => root,
  id: 'member',
  component: lazyRouteComponent(() => import('./shell/member-layout.tsx'), 'MemberLayout'),
  beforeLoad: async ({ context, location }) => {
    // The overview's totals need not wait for the session, if there probably is one.
    if (location.pathname === '/' && wasSignedIn()) {
      void context.queryClient.prefetchQuery(summaryQuery);
    }
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) {
      const options = await context.queryClient.ensureQueryData(authOptionsQuery).catch(() => null);
      const next = location.href === '/' ? {} : { next: location.href };
      // On a fresh installation there is nobody who could sign in.
      const to = options?.isFirstUser ? '/sign-up' : '/sign-in';
      throw redirect({ to, search: next, replace: true });
    }
    return { session };
  },
});

const welcome = createRoute({
  getParentRoute: () => member,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./pages/welcome-page.tsx'), 'WelcomePage'),
});

const shell = createRoute({
  getParentRoute: () => member,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/app-shell.tsx'), 'AppShell'),
});

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/dashboard-page.tsx'), 'DashboardPage'),
});
const subscriptions = createRoute({
  getParentRoute: () => shell,
  path: '/subscriptions',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('./pages/subscriptions-page.tsx'),
    'SubscriptionsPage',
  ),
});
const newSubscription = createRoute({
  getParentRoute: () => shell,
  path: '/subscriptions/new',
  component: lazyRouteComponent(
    () => import('./pages/new-subscription-page.tsx'),
    'NewSubscriptionPage',
  ),
});
const subscription = createRoute({
  getParentRoute: () => shell,
  path: '/subscriptions/$id',
  component: lazyRouteComponent(() => import('./pages/subscription-page.tsx'), 'SubscriptionPage'),
});
const editSubscription = createRoute({
  getParentRoute: () => shell,
  path: '/subscriptions/$id/edit',
  component: lazyRouteComponent(
    () => import('./pages/edit-subscription-page.tsx'),
    'EditSubscriptionPage',
  ),
});
const calendar = createRoute({
  getParentRoute: () => shell,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('./pages/calendar-page.tsx'), 'CalendarPage'),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$section',
  validateSearch: readSettingsSearch,
  component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
});
const settingsHome = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings-home-page.tsx'), 'SettingsHomePage'),
  beforeLoad: () => {
    // Where there is room, the list of sections stands beside each of them.
    if (!matchMedia('(min-width: 64rem)').matches) return;
    throw redirect({ to: '/settings/$section', params: { section: 'household' }, replace: true });
  },
});

/** For operators; one route for all of its pages, which come with it. Each reads its own search. */
const console = createRoute({
  getParentRoute: () => shell,
  path: '/console/{-$section}/{-$item}',
  validateSearch: (search: Record<string, unknown>) => search,
  component: lazyRouteComponent(() => import('./console/console-page.tsx'), 'ConsolePage'),
});

export const routeTree = root.addChildren([
  entrance.addChildren([signIn, signUp, forgotPassword, resetPassword, reminderLink]),
  member.addChildren([
    welcome,
    shell.addChildren([
      dashboard,
      subscriptions,
      newSubscription,
      subscription,
      editSubscription,
      calendar,
      settings,
      settingsHome,
      console,
    ]),
  ]),
]);
