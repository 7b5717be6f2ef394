import { Loading, Skeleton } from '#web/ui/skeleton.tsx';

export function ChargesSkeleton() {
  return (
    <Loading className="grid gap-4">
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
    </Loading>
  );
}
