import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Notice } from '#web/ui/notice.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';

/** Without a channel all rules say nothing. */
export function NoChannelNotice() {
  return (
    <Notice
      tone="warning"
      title={<Trans>You have no channel yet, so nothing is sent.</Trans>}
      action={
        <Link
          to="/settings/$section"
          params={{ section: 'notifications' }}
          search={{}}
          className={TEXT_LINK}
        >
          <Trans>Add a channel</Trans>
        </Link>
      }
    />
  );
}
