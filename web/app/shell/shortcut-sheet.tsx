import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { Kbd } from '#web/ui/kbd.tsx';
import { DESTINATIONS } from './navigation.ts';
import { isApple } from './palette-keys.ts';

/** Every shortcut in one place. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  return (
    <Dialog isOpen onClose={onClose} title={t`Keyboard shortcuts`}>
      <dl className="grid gap-1">
        <Row keys={[isApple() ? '⌘' : 'Ctrl', 'K']}>
          <Trans>Search, jump and act</Trans>
        </Row>
        <Row keys={['/']}>
          <Trans>Search on this page</Trans>
        </Row>
        <Row keys={['N']}>
          <Trans>Add a subscription</Trans>
        </Row>
        <Row keys={['B']}>
          <Trans>What needs attention</Trans>
        </Row>
        {DESTINATIONS.map(({ to, label, key }) => (
          <Row key={to} keys={['G', key.toUpperCase()]}>
            <Trans>Go to {i18n._(label)}</Trans>
          </Row>
        ))}
        <Row keys={['?']}>
          <Trans>This list</Trans>
        </Row>
      </dl>
    </Dialog>
  );
}

function Row({ keys, children }: { keys: readonly string[]; children: ReactNode }) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-4">
      <dt>{children}</dt>
      <dd className="flex gap-1.5">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
