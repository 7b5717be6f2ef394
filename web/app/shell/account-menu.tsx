import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Activity, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useSession } from '#web/lib/session.tsx';
import { chooseTheme, type Theme, useTheme } from '#web/lib/theme.ts';
import { cx } from '#web/ui/cx.ts';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { useAppControls } from './app-controls.ts';
import { useSignOut } from './use-sign-out.ts';

const ITEM =
  'flex h-11 w-full items-center gap-3 rounded-sm px-3 text-start font-medium hover:bg-ink/8';

/** What belongs to the person: theme, account, shortcuts, the way out. */
export function AccountMenu({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { user } = useSession();
  const { openShortcuts } = useAppControls();
  const signOut = useSignOut();
  const theme = useTheme();
  return (
    <>
      <div className="px-3 pt-1 pb-3">
        <p className="truncate font-semibold">{user.name}</p>
        <p className="truncate text-sm text-ink-faint">{user.email}</p>
      </div>
      <SegmentedControl<Theme>
        label={t`Theme`}
        value={theme}
        onChange={chooseTheme}
        className="mb-2 flex w-full"
        options={[
          { value: 'system', label: <ThemeLabel icon={Monitor} text={t`Auto`} /> },
          { value: 'light', label: <ThemeLabel icon={Sun} text={t`Light`} /> },
          { value: 'dark', label: <ThemeLabel icon={Moon} text={t`Dark`} /> },
        ]}
      />
      <Link
        to="/settings/$section"
        params={{ section: 'account' }}
        className={ITEM}
        onClick={onClose}
      >
        <UserRound aria-hidden className="size-4.5" />
        <Trans>Account and sessions</Trans>
      </Link>
      {user.role === 'operator' && (
        <Link to="/console/{-$section}/{-$item}" className={ITEM} onClick={onClose}>
          <Activity aria-hidden className="size-4.5" />
          <Trans>Console</Trans>
        </Link>
      )}
      <button
        type="button"
        className={cx(ITEM, 'max-lg:hidden')}
        onClick={() => {
          onClose();
          openShortcuts();
        }}
      >
        <Keyboard aria-hidden className="size-4.5" />
        <Trans>Keyboard shortcuts</Trans>
      </button>
      <button type="button" className={ITEM} onClick={() => signOut.mutate()}>
        <LogOut aria-hidden className="size-4.5" />
        <Trans>Sign out</Trans>
      </button>
    </>
  );
}

function ThemeLabel({ icon: Icon, text }: { icon: typeof Sun; text: string }) {
  return (
    <>
      <Icon aria-hidden className="size-4" />
      {text}
    </>
  );
}
