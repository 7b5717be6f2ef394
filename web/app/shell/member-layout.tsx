import { getRouteApi, Outlet } from '@tanstack/react-router';
import { SessionProvider } from '#web/lib/session.tsx';

const member = getRouteApi('/member');

export function MemberLayout() {
  const session = member.useRouteContext({ select: (context) => context.session });
  return (
    <SessionProvider initial={session}>
      <Outlet />
    </SessionProvider>
  );
}
