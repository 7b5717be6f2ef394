import { Trans } from '@lingui/react/macro';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { cx } from '#web/ui/cx.ts';
import { Wordmark } from '../brand/wordmark.tsx';
import { TideScene } from './tide-scene.tsx';

/** The pages before the door: a form beside the sea. */
export function EntranceLayout() {
  // Whoever comes from a message wants to press one thing, mostly on a phone.
  const isBrief = useLocation({ select: ({ pathname }) => pathname === '/reminder' });
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(28rem,5fr)_7fr] lg:grid-rows-1">
      <aside
        className={cx(
          'relative order-1 overflow-hidden bg-deep lg:order-2 lg:m-3 lg:h-auto lg:rounded-xl',
          isBrief ? 'h-20 sm:h-28' : 'h-44 sm:h-56',
        )}
      >
        <TideScene />
        <p className="absolute start-14 top-14 hidden max-w-lg font-display text-4xl font-bold tracking-tight text-balance text-on-deep lg:block">
          <Trans>See every charge before it comes in.</Trans>
        </p>
      </aside>
      <div className="order-2 flex flex-col px-5 pt-8 pb-10 sm:px-10 lg:order-1 lg:px-16 lg:py-12">
        <header className="self-start max-lg:mx-auto">
          <Link to="/sign-in" className="block rounded-sm" aria-label="Duetide">
            <Wordmark />
          </Link>
        </header>
        <main className="mx-auto my-auto w-full max-w-sm py-8">
          <Outlet />
        </main>
      </div>
    </div>
  );
}
