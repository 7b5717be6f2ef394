import { Loading, Skeleton } from '#web/ui/skeleton.tsx';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

export function ListSkeleton() {
  return (
    <Loading className="grid gap-4">
      <Skeleton className="h-11 rounded-md" />
      <Skeleton className="h-9 w-72 max-w-full rounded-full" />
      <Skeleton className="h-7 w-80 max-w-full" />
      <div className="rounded-xl border border-line bg-surface p-4">
        {ROWS.map((row) => (
          <div
            key={row}
            className="flex h-18 items-center gap-3 border-b border-line last:border-0"
          >
            <Skeleton className="size-10 rounded-md" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-40 max-w-full" />
              <Skeleton className="h-3 w-24" />
            </div>
            <Skeleton className="h-4 w-16" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
