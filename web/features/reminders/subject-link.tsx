import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';

const LINK = 'underline-offset-4 hover:underline';

/** What a reminder is about, and the way there. */
export function SubjectLink({
  kind,
  subject: { id, name },
}: {
  kind: ReminderKind;
  subject: { id: string; name: string | null };
}) {
  if (name === null) {
    return (
      <span className="text-ink-faint">
        <Trans>Deleted since</Trans>
      </span>
    );
  }
  if (kind === 'card-expiry') {
    return (
      <Link
        to="/settings/$section"
        params={{ section: 'payment-methods' }}
        search={{}}
        className={LINK}
      >
        {name}
      </Link>
    );
  }
  return (
    <Link to="/subscriptions/$id" params={{ id }} className={LINK}>
      {name}
    </Link>
  );
}
