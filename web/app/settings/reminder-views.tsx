import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReminderView } from '#web/features/reminders/reminder-search.ts';

const VIEWS: readonly { view: ReminderView | undefined; label: MessageDescriptor }[] = [
  { view: undefined, label: msg`Yours` },
  { view: 'household', label: msg`Household` },
  { view: 'coming', label: msg`Coming` },
  { view: 'sent', label: msg`Sent` },
];

/** Leads from one part of the reminders to another. */
export function ReminderViews() {
  const { t, i18n } = useLingui();
  return (
    <nav aria-label={t`Reminders`} className="mb-4 sm:mb-6">
      <ul className="inline-flex max-w-full rounded-full bg-sunken p-1 max-sm:flex">
        {VIEWS.map(({ view: each, label }) => (
          <li key={label.id} className="max-sm:flex-auto">
            <Link
              to="/settings/$section"
              params={{ section: 'reminders' }}
              search={each ? { view: each } : {}}
              replace
              activeOptions={{ exact: true }}
              className="flex min-h-9 items-center justify-center rounded-full px-3 text-sm font-semibold whitespace-nowrap text-ink-soft transition hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-card sm:px-5"
            >
              {i18n._(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
