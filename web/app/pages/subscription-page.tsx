import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { PaymentsCard } from '#web/features/charges/payments-card.tsx';
import { ScheduleCard } from '#web/features/charges/schedule-card.tsx';
import { PriceHistoryCard } from '#web/features/price-history/price-history-card.tsx';
import { NextChargeReminder } from '#web/features/reminders/charge-reminder.tsx';
import { SubscriptionRemindersCard } from '#web/features/reminders/subscription-reminders-card.tsx';
import { ActionBar } from '#web/features/subscriptions/one/action-bar.tsx';
import { FactsCard } from '#web/features/subscriptions/one/facts-card.tsx';
import { NextChargePanel } from '#web/features/subscriptions/one/next-charge-panel.tsx';
import { NotesCard } from '#web/features/subscriptions/one/notes-card.tsx';
import { OneHead } from '#web/features/subscriptions/one/one-head.tsx';
import { isApiError } from '#web/lib/api-error.ts';
import { usePageTitle } from '#web/lib/page-title.ts';
import { categoriesQuery, paymentMethodsQuery, subscriptionQuery } from '#web/lib/queries.ts';
import { useCanWrite } from '#web/lib/session.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';

const route = getRouteApi('/member/shell/subscriptions/$id');

export function SubscriptionPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { data: view, error, isFetching, refetch } = useQuery(subscriptionQuery(id));
  usePageTitle(view?.name ?? t`Subscription`);

  if (view) return <Subscription key={id} view={view} />;
  if (isApiError(error, 'not-found') || isApiError(error, 'invalid-input')) return <Gone />;
  if (error) {
    return (
      <>
        <PageHeader title={<Trans>Subscription</Trans>} />
        <ErrorState
          error={error}
          title={<Trans>This subscription could not be loaded</Trans>}
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      </>
    );
  }
  return (
    <Loading className="grid gap-6">
      <Skeleton className="h-14 w-72 max-w-full" />
      <Skeleton className="h-32 rounded-xl" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </Loading>
  );
}

function Subscription({ view }: { view: SubscriptionView }) {
  const router = useRouter();
  const canWrite = useCanWrite();
  const categories = useQuery(categoriesQuery).data?.items;
  const paymentMethods = useQuery(paymentMethodsQuery).data?.items;
  return (
    <>
      <OneHead
        view={view}
        actions={
          canWrite && (
            <ActionBar
              view={view}
              onDuplicated={(id) =>
                void router.navigate({ to: '/subscriptions/$id', params: { id } })
              }
              onRemoved={() => void router.navigate({ to: '/subscriptions' })}
            />
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <NextChargePanel view={view} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <PriceHistoryCard view={view} />
            <PaymentsCard subscriptionId={view.id} />
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <SubscriptionRemindersCard view={view} />
            <ScheduleCard
              view={view}
              noteOf={(dueOn) => <NextChargeReminder subscriptionId={view.id} dueOn={dueOn} />}
            />
            <FactsCard
              view={view}
              category={categories?.find(({ id }) => id === view.categoryId)}
              paymentMethod={paymentMethods?.find(({ id }) => id === view.paymentMethodId)}
            />
            {view.notes !== '' && <NotesCard notes={view.notes} />}
          </div>
        </div>
      </div>
    </>
  );
}

function Gone() {
  return (
    <>
      <PageHeader title={<Trans>Subscription</Trans>} />
      <EmptyState
        title={<Trans>This subscription is not here</Trans>}
        action={
          <>
            <Link to="/subscriptions" className={buttonClass({ variant: 'primary' })}>
              <Trans>All subscriptions</Trans>
            </Link>
            <Link to="/subscriptions" search={{ view: 'trash' }} className={buttonClass()}>
              <Trans>Look in the trash</Trans>
            </Link>
          </>
        }
      >
        <Trans>Perhaps it was deleted. For 30 days it can be restored from the trash.</Trans>
      </EmptyState>
    </>
  );
}
