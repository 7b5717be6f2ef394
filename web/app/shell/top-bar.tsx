import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { Wordmark } from '../brand/wordmark.tsx';
import { AccountPanel } from './account-panel.tsx';
import { useAppControls } from './app-controls.ts';
import { BellButton } from './bell-button.tsx';

/** The head of the page on narrow screens. */
export function TopBar() {
  const { t } = useLingui();
  const { openPalette } = useAppControls();
  return (
    <header className="flex h-16 items-center justify-between px-4 sm:px-8 lg:hidden">
      <Link to="/" className="rounded-sm" aria-label={t`Duetide, overview`}>
        <Wordmark />
      </Link>
      <div className="flex items-center gap-1">
        <IconButton icon={Search} label={t`Search and jump`} onClick={openPalette} />
        <BellButton />
        <AccountPanel isCompact />
      </div>
    </header>
  );
}
