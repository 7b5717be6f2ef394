import { Trans, useLingui } from '@lingui/react/macro';
import { CloudOff, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { isApiError } from '#web/lib/api-error.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';

/** Something failed: `title` says what, `children` what still works. */
export function ErrorState({
  error,
  title,
  onRetry,
  isRetrying = false,
  isPageTitle = false,
  children,
  className,
}: {
  error: unknown;
  title: ReactNode;
  onRetry?: () => void;
  isRetrying?: boolean;
  /** Where it is all that the page has. */
  isPageTitle?: boolean;
  children?: ReactNode;
  className?: string;
}) {
  const { i18n } = useLingui();
  const Heading = isPageTitle ? 'h1' : 'p';
  const requestId = isApiError(error) ? error.requestId : null;
  return (
    <div
      role="alert"
      className={cx('mx-auto grid max-w-md justify-items-center py-8 text-center', className)}
    >
      <CloudOff aria-hidden className="mb-4 size-8 text-coral-ink" strokeWidth={1.5} />
      <Heading tabIndex={isPageTitle ? -1 : undefined} className="font-display text-lg font-bold">
        {title}
      </Heading>
      <p className="mt-1 text-ink-soft">{i18n._(problemMessage(error))}</p>
      {children && <div className="mt-1 text-ink-soft">{children}</div>}
      {onRetry && (
        <Button
          className="mt-5"
          size="sm"
          icon={RotateCw}
          isBusy={isRetrying}
          onClick={() => onRetry()}
        >
          <Trans>Try again</Trans>
        </Button>
      )}
      {requestId && (
        <p className="mt-4 text-xs text-ink-faint">
          <Trans>
            Request <code className="select-all font-mono">{requestId}</code>
          </Trans>
        </p>
      )}
    </div>
  );
}
