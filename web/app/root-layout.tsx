import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** After navigation the focus goes to the heading, so that keyboard and screen reader start there. */
export function RootLayout() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) focusHeading();
      }),
    [router],
  );
  return <Outlet />;
}

function focusHeading(): void {
  // A field that asked for the focus keeps it.
  if (document.activeElement?.matches('main input')) return;
  document.querySelector<HTMLElement>('h1[tabindex="-1"]')?.focus({ preventScroll: true });
}
