import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import { ErrorState } from './error-state.tsx';
import { Loading, Skeleton } from './skeleton.tsx';

interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

/** A card that waits for one query: its skeleton, its failure with a way to try again, or itself. */
export function QueryCard<Data>({
  query,
  failure,
  skeletonClassName,
  children,
}: {
  query: QueryLike<Data>;
  /** What could not be loaded. */
  failure: ReactNode;
  /** The height that the card will have. */
  skeletonClassName: string;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <Card>
        <ErrorState
          error={query.error}
          title={failure}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      </Card>
    );
  }
  return (
    <Loading>
      <Skeleton className={`rounded-xl ${skeletonClassName}`} />
    </Loading>
  );
}
