import { type ReactNode, useDeferredValue } from 'react';
import { Card } from './card.tsx';
import { CardSkeleton } from './card-skeleton.tsx';
import { ErrorState } from './error-state.tsx';
import { Loading } from './skeleton.tsx';

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
  skeletonRows,
  children,
}: {
  query: QueryLike<Data>;
  /** What could not be loaded. */
  failure: ReactNode;
  /** About as many rows as the card will have. */
  skeletonRows: number;
  children: (data: Data) => ReactNode;
}) {
  // Drawn in slices when it comes; what is there already when the card appears is drawn at once.
  const data = useDeferredValue(query.data);
  if (data !== undefined) return children(data);
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
      <CardSkeleton rows={skeletonRows} />
    </Loading>
  );
}
