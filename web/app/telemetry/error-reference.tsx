import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { reportError } from './report-error.ts';

/** Reports an error, and then names it as operators find it. */
export function ErrorReference({ error }: { error: unknown }) {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    void reportError(error).then((found) => {
      if (isShown) setId(found);
    });
    return () => {
      isShown = false;
    };
  }, [error]);
  if (id === null) return null;
  return (
    <p className="mt-4 text-xs text-ink-faint">
      <Trans>
        It was reported as <code className="select-all font-mono">{id.slice(0, 8)}</code>
      </Trans>
    </p>
  );
}
