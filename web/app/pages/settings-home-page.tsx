import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SETTINGS_GROUPS } from '../settings/sections.ts';

/** The sections as a list, where there is no room for them beside each. */
export function SettingsHomePage() {
  const { t, i18n } = useLingui();
  usePageTitle(t`Settings`);
  return (
    <>
      <PageHeader title={<Trans>Settings</Trans>} />
      <div className="grid gap-6">
        {SETTINGS_GROUPS.map(({ title, sections }) => (
          <section key={title.id}>
            <h2 className="mb-2 px-1 font-sans text-sm font-semibold tracking-normal text-ink-faint">
              {i18n._(title)}
            </h2>
            <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface shadow-card">
              {sections.map(({ id, title: name, summary, icon: Icon }) => (
                <li key={id}>
                  <Link
                    to="/settings/$section"
                    params={{ section: id }}
                    className="flex min-h-16 items-center gap-4 px-4 py-2.5 transition-colors hover:bg-ink/4 focus-visible:-outline-offset-2"
                  >
                    <Icon aria-hidden className="size-5 shrink-0 text-tide-ink" />
                    <span className="min-w-0 flex-1">
                      <span className="block font-semibold">{i18n._(name)}</span>
                      <span className="block text-sm text-ink-faint">{i18n._(summary)}</span>
                    </span>
                    <ChevronRight
                      aria-hidden
                      className="size-5 shrink-0 text-ink-faint rtl:-scale-x-100"
                    />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
