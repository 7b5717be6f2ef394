import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '#web/lib/queries.ts';
import { createQueryClient } from '#web/lib/query-client.ts';
import { createPersonFormatter, FormatterProvider } from '#web/lib/use-formatter.ts';
import { ToastProvider } from '#web/ui/toast.tsx';
import { AppErrorBoundary } from './app-error-boundary.tsx';
import { createAppRouter } from './router.ts';

/** Providers around the router; what fails outside of a page is caught here. */
export function App() {
  const [{ queryClient, router }] = useState(createParts);
  const [formatter] = useState(createPersonFormatter);
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

function createParts() {
  const queryClient = createQueryClient(() => {
    // The guard of the household's pages sees it and leads to the sign-in page, and back afterwards.
    queryClient.setQueryData(sessionQuery.queryKey, null);
    void router.invalidate();
  });
  const router = createAppRouter(queryClient);
  return { queryClient, router };
}
