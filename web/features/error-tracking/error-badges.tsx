import { Trans } from '@lingui/react/macro';
import type { ErrorGroupView } from '#shared/schemas/error-schemas.ts';
import { Badge } from '#web/ui/badge.tsx';

/** Where it happened, and what became of it. */
export function ErrorBadges({
  group: { source, state, reopenedAt },
}: {
  group: Pick<ErrorGroupView, 'source' | 'state' | 'reopenedAt'>;
}) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {reopenedAt && (
        <Badge tone="danger">
          <Trans>came back</Trans>
        </Badge>
      )}
      {state === 'resolved' && (
        <Badge tone="kelp">
          <Trans>resolved</Trans>
        </Badge>
      )}
      <Badge tone={source === 'server' ? 'tide' : 'neutral'}>
        {source === 'server' ? <Trans>server</Trans> : <Trans>browser</Trans>}
      </Badge>
    </span>
  );
}
