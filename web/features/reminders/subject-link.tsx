import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';

const LINK = 'underline-offset-4 hover:underline';

/** Where one reads of what is no subscription. */
const SECTIONS: Partial<Record<ReminderKind, string>> = {
  'card-expiry': 'payment-methods',
  budget: 'budgets',
};

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
  const section = SECTIONS[kind];
  if (section) {
    return (
      <Link to="/settings/$section" params={{ section }} search={{}} className={LINK}>
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
