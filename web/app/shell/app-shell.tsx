import { Trans } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { AppControlsProvider } from './app-controls.ts';
import { Sidebar } from './sidebar.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { UpdateNotice } from './update-notice.tsx';
import { usePush } from './use-push.ts';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

const CommandPalette = lazyComponent(
  () => import('../palette/command-palette.tsx'),
  'CommandPalette',
);
const AttentionPanel = lazyComponent(
  () => import('#web/features/attention/attention-panel.tsx'),
  'AttentionPanel',
);
const ShortcutSheet = lazyComponent(() => import('./shortcut-sheet.tsx'), 'ShortcutSheet');

/** What surrounds every page of a household: navigation, palette, shortcuts. */
export function AppShell() {
  const [opened, setOpened] = useState<'palette' | 'attention' | 'shortcuts' | null>(null);
  const [controls] = useState(() => ({
    openPalette: () => setOpened('palette'),
    openAttention: () => setOpened('attention'),
    openShortcuts: () => setOpened('shortcuts'),
  }));
  useShellShortcuts(controls);
  usePush();
  const close = () => setOpened(null);

  return (
    <AppControlsProvider value={controls}>
      <a
        href="#main"
        className="fixed start-4 top-2 z-50 -translate-y-16 rounded-full bg-ink px-5 py-2 font-semibold text-paper focus:translate-y-0"
      >
        <Trans>Skip to the content</Trans>
      </a>
      <div className="min-h-dvh lg:grid lg:grid-cols-[16rem_minmax(0,1fr)]">
        <Sidebar />
        <TopBar />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl px-4 pt-4 pb-28 sm:px-8 lg:px-10 lg:pt-10 lg:pb-16"
        >
          <StaleNotice />
          <UpdateNotice />
          <Outlet />
        </main>
        <TabBar />
      </div>
      <Suspense>
        {opened === 'palette' && <CommandPalette onClose={close} />}
        {opened === 'attention' && <AttentionPanel onClose={close} />}
        {opened === 'shortcuts' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </AppControlsProvider>
  );
}
