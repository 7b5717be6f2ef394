import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';

interface PagesLike {
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** Below a list whose newest are shown: the way to those before them. */
export function MoreOfList({ query, failure }: { query: PagesLike; failure: ReactNode }) {
  if (query.isFetchNextPageError) {
    return (
      <ErrorState
        error={query.error}
        title={failure}
        onRetry={() => void query.fetchNextPage()}
        isRetrying={query.isFetchingNextPage}
      />
    );
  }
  if (!query.hasNextPage) return null;
  return (
    <p className="mt-6 text-center">
      <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        <Trans>Show earlier ones</Trans>
      </Button>
    </p>
  );
}
