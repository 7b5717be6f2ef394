import { Trans } from '@lingui/react/macro';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { isLoadFailure } from '#web/lib/load-failure.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { ErrorReference } from './telemetry/error-reference.tsx';

/** A page that failed, inside a shell that still works. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  return (
    <div className="grid min-h-[60dvh] place-items-center p-6">
      <ErrorState
        isPageTitle
        error={error}
        title={<Trans>This page could not be shown</Trans>}
        onRetry={() => {
          // Browsers remember that a script failed; only a new page asks for it again.
          if (isLoadFailure(error)) return location.reload();
          queries.reset();
          reset();
          void router.invalidate();
        }}
      >
        <Trans>The other pages still work.</Trans>
        <ErrorReference error={error} />
      </ErrorState>
    </div>
  );
}
