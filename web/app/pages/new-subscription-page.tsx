import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { NewSubscription } from '#web/features/subscriptions/form/new-subscription.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function NewSubscriptionPage() {
  const { t } = useLingui();
  const router = useRouter();
  usePageTitle(t`New subscription`);
  return (
    <>
      <PageHeader title={<Trans>New subscription</Trans>} />
      <NewSubscription
        onMade={({ id }) =>
          void router.navigate({
            to: '/subscriptions/$id',
            params: { id },
            ignoreBlocker: true,
            replace: true,
          })
        }
        onLeave={() => void router.navigate({ to: '/subscriptions' })}
      />
    </>
  );
}
