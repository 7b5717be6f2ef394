import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Plus, Search } from 'lucide-react';
import { useCanWrite } from '#web/lib/session.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { Kbd } from '#web/ui/kbd.tsx';
import { Wordmark } from '../brand/wordmark.tsx';
import { AccountPanel } from './account-panel.tsx';
import { useAppControls } from './app-controls.ts';
import { BellButton } from './bell-button.tsx';
import { DESTINATIONS } from './navigation.ts';
import { paletteKeys } from './palette-keys.ts';

/** Navigation on wide screens. */
export function Sidebar() {
  const { t, i18n } = useLingui();
  const { openPalette } = useAppControls();
  const canWrite = useCanWrite();
  return (
    <header className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto px-4 py-6 lg:flex">
      <div className="flex items-center justify-between gap-2">
        <Link to="/" className="rounded-sm px-3" aria-label={t`Duetide, overview`}>
          <Wordmark />
        </Link>
        <BellButton />
      </div>
      {canWrite && (
        <Link to="/subscriptions/new" className={cx(buttonClass({ variant: 'primary' }), 'w-full')}>
          <Plus aria-hidden className="size-5" />
          <Trans>Add subscription</Trans>
        </Link>
      )}
      <nav aria-label={t`Main`}>
        <ul className="grid gap-1">
          {DESTINATIONS.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                activeOptions={{ exact: to === '/' }}
                className="flex h-11 items-center gap-3 rounded-md px-3 font-semibold text-ink-soft transition-colors hover:bg-ink/6 hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-card"
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon aria-hidden className="size-5" />
                {i18n._(label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto grid grid-cols-[minmax(0,1fr)] gap-3">
        <button
          type="button"
          onClick={openPalette}
          className="flex h-11 items-center gap-3 rounded-md border border-line px-3 text-ink-soft transition-colors hover:border-line-strong hover:text-ink"
        >
          <Search aria-hidden className="size-4.5" />
          <span className="flex-1 text-start text-sm font-medium">
            <Trans>Search and jump</Trans>
          </span>
          <Kbd>{paletteKeys()}</Kbd>
        </button>
        <AccountPanel />
      </div>
    </header>
  );
}
