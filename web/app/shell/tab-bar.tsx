import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Fragment } from 'react';
import { useCanWrite } from '#web/lib/session.tsx';
import { DESTINATIONS } from './navigation.ts';

const MIDDLE = DESTINATIONS.length / 2;

/** Navigation on narrow screens, within reach of the thumb. */
export function TabBar() {
  const { t, i18n } = useLingui();
  const canWrite = useCanWrite();
  return (
    <nav
      aria-label={t`Main`}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto flex max-w-md items-center justify-between px-2">
        {DESTINATIONS.map(({ to, label, icon: Icon }, at) => (
          <Fragment key={to}>
            {at === MIDDLE && canWrite && (
              <li>
                <Link
                  to="/subscriptions/new"
                  aria-label={t`Add subscription`}
                  className="grid size-14 -translate-y-3 place-items-center rounded-full bg-tide text-on-tide shadow-lift transition active:scale-95"
                >
                  <Plus aria-hidden className="size-7" />
                </Link>
              </li>
            )}
            <li className="min-w-0 flex-1">
              <Link
                to={to}
                activeOptions={{ exact: to === '/' }}
                activeProps={{ 'aria-current': 'page' }}
                className="grid h-16 place-content-center justify-items-center gap-1 text-ink-faint transition-colors aria-[current=page]:text-tide-ink"
              >
                <Icon aria-hidden className="size-5.5" />
                <span className="max-w-full truncate text-[0.6875rem] leading-4 font-semibold">
                  {i18n._(label)}
                </span>
              </Link>
            </li>
          </Fragment>
        ))}
      </ul>
    </nav>
  );
}
