import { Outlet } from '@tanstack/react-router';

export function EntranceLayout() {
  return (
    <main>
      <Outlet />
    </main>
  );
}
