import { Trans } from '@lingui/react/macro';
import type { AlertRuleView } from '#shared/schemas/alert-schemas.ts';
import { Badge } from '#web/ui/badge.tsx';

/** How it is with a rule. */
export function StateBadge({ state }: { state: AlertRuleView['state'] }) {
  switch (state) {
    case 'firing':
      return (
        <Badge tone="danger">
          <Trans>firing</Trans>
        </Badge>
      );
    case 'pending':
      return (
        <Badge tone="amber">
          <Trans>about to fire</Trans>
        </Badge>
      );
    case 'inactive':
      return (
        <Badge tone="kelp">
          <Trans>well</Trans>
        </Badge>
      );
  }
}
