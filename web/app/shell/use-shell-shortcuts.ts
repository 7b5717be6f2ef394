import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCanWrite } from '#web/lib/session.tsx';
import type { AppControls } from './app-controls.ts';
import { DESTINATIONS } from './navigation.ts';
import { createShortcutReader } from './shortcut-reader.ts';

/** Keys that work on every page, but not while somebody types or a dialog is open. */
export function useShellShortcuts(controls: AppControls) {
  const router = useRouter();
  const canWrite = useCanWrite();

  useEffect(() => {
    const shortcuts: Record<string, () => void> = {
      '?': controls.openShortcuts,
      b: controls.openAttention,
      '/': () => focusSearch() || controls.openPalette(),
      ...Object.fromEntries(
        DESTINATIONS.map(({ to, key }) => [`g ${key}`, () => void router.navigate({ to })]),
      ),
    };
    if (canWrite) shortcuts.n = () => void router.navigate({ to: '/subscriptions/new' });
    const read = createShortcutReader(shortcuts);

    function onKeyDown(event: KeyboardEvent) {
      if (document.querySelector('dialog[open]')) return;
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        controls.openPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (read(event.key, event.timeStamp)) event.preventDefault();
    }

    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [controls, router, canWrite]);
}

/** @returns whether the page has a search field of its own. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  return field !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  );
}
