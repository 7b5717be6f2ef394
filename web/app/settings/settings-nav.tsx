import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { SETTINGS_GROUPS } from './sections.ts';

/** The sections at the side, on wide screens. */
export function SettingsNav() {
  const { t, i18n } = useLingui();
  return (
    <nav aria-label={t`Settings`} className="sticky top-10 hidden gap-6 self-start lg:grid">
      {SETTINGS_GROUPS.map(({ title, sections }) => (
        <div key={title.id}>
          <p className="mb-1.5 px-3 text-sm font-semibold text-ink-faint">{i18n._(title)}</p>
          <ul className="grid gap-0.5">
            {sections.map(({ id, title: name, icon: Icon }) => (
              <li key={id}>
                <Link
                  to="/settings/$section"
                  params={{ section: id }}
                  activeProps={{ 'aria-current': 'page' }}
                  className="flex h-10 items-center gap-3 rounded-md px-3 font-medium text-ink-soft transition-colors hover:bg-ink/6 hover:text-ink aria-[current=page]:bg-tide-soft aria-[current=page]:font-semibold aria-[current=page]:text-tide-ink"
                >
                  <Icon aria-hidden className="size-4.5" />
                  {i18n._(name)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
