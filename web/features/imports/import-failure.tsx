import { useLingui } from '@lingui/react/macro';
import { isApiError } from '#web/lib/api-error.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Notice } from '#web/ui/notice.tsx';

/** Why it did not work. What exactly is wrong with a file only the server can say, in English. */
export function ImportFailure({ error }: { error: unknown }) {
  const { i18n } = useLingui();
  const detail = isApiError(error) && error.status < 500 ? error.detail : null;
  return (
    <Notice tone="danger" isUrgent title={i18n._(problemMessage(error))}>
      {detail}
    </Notice>
  );
}
