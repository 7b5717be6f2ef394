import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { EditSubscription } from '#web/features/subscriptions/form/edit-subscription.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { subscriptionQuery } from '#web/lib/queries.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';

const route = getRouteApi('/member/shell/subscriptions/$id/edit');

export function EditSubscriptionPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const router = useRouter();
  const { data: view, error, isFetching, refetch } = useQuery(subscriptionQuery(id));
  usePageTitle(view ? t`Edit ${view.name}` : t`Edit`);

  const back = { to: '/subscriptions/$id', params: { id } } as const;
  return (
    <>
      <PageHeader title={view ? <Trans>Edit {view.name}</Trans> : <Trans>Edit</Trans>} />
      {view ? (
        <EditSubscription
          key={id}
          view={view}
          onSaved={() => void router.navigate({ ...back, ignoreBlocker: true, replace: true })}
          onLeave={() => void router.navigate(back)}
        />
      ) : error ? (
        <ErrorState
          error={error}
          title={<Trans>This subscription could not be loaded</Trans>}
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      ) : (
        <Loading className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <Skeleton className="h-96 rounded-xl" />
          <Skeleton className="h-72 rounded-xl" />
        </Loading>
      )}
    </>
  );
}
