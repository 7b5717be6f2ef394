import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { PUSH } from './push-query.ts';

/** Looks again when somebody allows or forbids notifications beside the address. */
export function usePermissionChanges(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    const { signal } = stopped;
    const look = () => void queryClient.invalidateQueries({ queryKey: PUSH });
    // Pages over plain HTTP have none.
    const permissions = navigator.permissions as Permissions | undefined;
    permissions?.query({ name: 'notifications' }).then(
      (status) => status.addEventListener('change', look, { signal }),
      // A browser that does not tell: the next look at the page shows it.
      () => {},
    );
    return () => stopped.abort();
  }, [queryClient]);
}
