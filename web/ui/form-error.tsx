import { Trans, useLingui } from '@lingui/react/macro';
import { isApiError } from '#web/lib/api-error.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Notice } from './notice.tsx';

/** Why a form was not accepted, where no single field is to blame. Nothing without an error. */
export function FormError({ error }: { error: unknown }) {
  const { i18n } = useLingui();
  if (!error) return null;
  const requestId = isApiError(error) && error.status >= 500 ? error.requestId : null;
  return (
    <Notice tone="danger" isUrgent>
      <p className="font-medium text-ink">{i18n._(problemMessage(error))}</p>
      {requestId && (
        <p className="mt-1 text-xs">
          <Trans>
            Request <code className="select-all font-mono">{requestId}</code>
          </Trans>
        </p>
      )}
    </Notice>
  );
}
