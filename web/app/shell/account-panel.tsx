import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronsUpDown, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useSession } from '#web/lib/session.tsx';
import { chooseTheme, type Theme, useTheme } from '#web/lib/theme.ts';
import { cx } from '#web/ui/cx.ts';
import { Popover } from '#web/ui/popover.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { useAppControls } from './app-controls.ts';
import { useSignOut } from './use-sign-out.ts';

const ITEM =
  'flex h-11 w-full items-center gap-3 rounded-sm px-3 text-start font-medium hover:bg-ink/8';

/** Who is signed in; opens what belongs to the person rather than to the household. */
export function AccountPanel({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useLingui();
  const { user, household } = useSession();
  const { openShortcuts } = useAppControls();
  const signOut = useSignOut();
  const theme = useTheme();

  return (
    <Popover
      side={isCompact ? 'below' : 'above'}
      className="w-72"
      triggerLabel={t`Account of ${user.name}`}
      triggerClassName={cx(
        'flex items-center gap-3 text-start transition-colors hover:bg-ink/6',
        isCompact ? 'rounded-full p-1' : 'w-full rounded-md p-2',
      )}
      trigger={
        <>
          <span className="grid size-9 shrink-0 place-items-center rounded-full bg-tide-soft font-display font-bold text-tide-ink">
            {initialOf(user.name)}
          </span>
          {!isCompact && (
            <>
              <span className="min-w-0 flex-1 leading-tight">
                <span className="block truncate text-sm font-semibold">{user.name}</span>
                <span className="block truncate text-xs text-ink-faint">{household.name}</span>
              </span>
              <ChevronsUpDown aria-hidden className="size-4 text-ink-faint" />
            </>
          )}
        </>
      }
    >
      {(close) => (
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
            onClick={close}
          >
            <UserRound aria-hidden className="size-4.5" />
            <Trans>Account and sessions</Trans>
          </Link>
          <button
            type="button"
            className={cx(ITEM, 'max-lg:hidden')}
            onClick={() => {
              close();
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
      )}
    </Popover>
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

function initialOf(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '·';
}
