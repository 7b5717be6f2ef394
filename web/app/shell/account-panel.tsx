import { useLingui } from '@lingui/react/macro';
import { ChevronsUpDown } from 'lucide-react';
import { Suspense } from 'react';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { useSession } from '#web/lib/session.tsx';
import { cx } from '#web/ui/cx.ts';
import { Popover } from '#web/ui/popover.tsx';

const AccountMenu = lazyComponent(() => import('./account-menu.tsx'), 'AccountMenu');

/** Who is signed in; opens what belongs to the person rather than to the household. */
export function AccountPanel({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useLingui();
  const { user, household } = useSession();

  return (
    <Popover
      side={isCompact ? 'below' : 'above'}
      className="w-72"
      triggerClassName={cx(
        'flex items-center gap-3 text-start transition-colors hover:bg-ink/6',
        isCompact ? 'rounded-full p-1' : 'w-full rounded-md p-2',
      )}
      trigger={
        <>
          <span
            aria-hidden
            className="grid size-9 shrink-0 place-items-center rounded-full bg-tide-soft font-display font-bold text-tide-ink"
          >
            {initialOf(user.name)}
          </span>
          {/* Ahead of the name and household that are seen, which voice control goes by. */}
          <span className="sr-only">{isCompact ? t`Account of ${user.name}` : t`Account:`}</span>
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
        <Suspense>
          <AccountMenu onClose={close} />
        </Suspense>
      )}
    </Popover>
  );
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '·';
}
