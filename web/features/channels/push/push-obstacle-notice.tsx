import { Trans } from '@lingui/react/macro';
import { Notice } from '#web/ui/notice.tsx';
import type { PushObstacle } from './push-obstacle.ts';

/** What somebody would have to do first. */
export function PushObstacleNotice({ obstacle }: { obstacle: PushObstacle }) {
  switch (obstacle) {
    case 'needs-install':
      return (
        <Notice title={<Trans>Put Duetide on the home screen first</Trans>}>
          <Trans>
            Press Share, then “Add to Home Screen”, and open Duetide from there. Only then does an
            iPhone or iPad let it show notifications.
          </Trans>
        </Notice>
      );
    case 'insecure':
      return (
        <Notice title={<Trans>This needs an address with https</Trans>}>
          <Trans>
            Browsers allow notifications only over a secure connection. Ask whoever runs this
            Duetide to set one up, or add another channel below.
          </Trans>
        </Notice>
      );
    case 'unsupported':
      return (
        <Notice title={<Trans>This browser shows no notifications</Trans>}>
          <Trans>It may be too old, or in a private window. Add another channel below.</Trans>
        </Notice>
      );
  }
}
