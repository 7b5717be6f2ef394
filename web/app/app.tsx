import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { keptAnswers } from '#web/lib/api.ts';
import type { Formatter } from '#web/lib/format.ts';
import { sessionQuery } from '#web/lib/queries.ts';
import { createQueryClient } from '#web/lib/query-client.ts';
import { FormatterProvider } from '#web/lib/use-formatter.ts';
import { ToastProvider } from '#web/ui/toast.tsx';
import { AppErrorBoundary } from './app-error-boundary.tsx';
import { followConnection, followSession } from './follow-session.ts';
import { createAppRouter } from './router.ts';

export interface AppParts {
  queryClient: QueryClient;
  router: ReturnType<typeof createAppRouter>;
}

/** Providers around the router; what fails outside of a page is caught here. */
export function App({ queryClient, router, formatter }: AppParts & { formatter: Formatter }) {
  return (
    <I18nProvider i18n={i18n}>
      <AppErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <FormatterProvider value={formatter}>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </FormatterProvider>
        </QueryClientProvider>
      </AppErrorBoundary>
    </I18nProvider>
  );
}

/** What lives as long as the page does. */
export function createAppParts(): AppParts {
  const queryClient: QueryClient = createQueryClient(() => {
    // The guard of the household's pages sees it and leads to the sign-in page, and back afterwards.
    queryClient.setQueryData(sessionQuery.queryKey, null);
    void router.invalidate();
  });
  followSession(queryClient, keptAnswers);
  followConnection(queryClient);
  const router = createAppRouter(queryClient);
  return { queryClient, router };
}
