import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '#web/ui/button.tsx';
import { followUpdates } from './app-updates.ts';

/** Says that a reload brings a newer version. Nobody has to: what is open goes on working. */
export function UpdateNotice() {
  const [isReady, setReady] = useState(false);
  useEffect(() => followUpdates(() => setReady(true)), []);
  return (
    <div role="status">
      {isReady && (
        <div className="mb-6 flex flex-wrap items-center gap-x-2.5 gap-y-2 rounded-lg bg-tide-soft py-2 ps-3.5 pe-1 text-sm">
          <p className="min-w-40 flex-1 text-ink-soft">
            <Trans>A new version is ready.</Trans>
          </p>
          <Button variant="ghost" size="sm" className="ms-auto" onClick={() => location.reload()}>
            <Trans>Reload</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
