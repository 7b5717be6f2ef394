import { Loading, Skeleton } from '#web/ui/skeleton.tsx';

/** While the first page is on its way: its outline. */
export function ShellSkeleton() {
  return (
    <Loading className="mx-auto grid w-full max-w-6xl gap-6 py-2">
      <Skeleton className="h-10 w-56" />
      <Skeleton className="h-64 w-full rounded-xl" />
      <div className="grid gap-6 sm:grid-cols-2">
        <Skeleton className="h-48 rounded-xl" />
        <Skeleton className="h-48 rounded-xl" />
      </div>
    </Loading>
  );
}
