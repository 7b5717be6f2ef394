import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function SubscriptionsPage() {
  const { t } = useLingui();
  usePageTitle(t`Subscriptions`);
  return <PageHeader title={<Trans>Subscriptions</Trans>} />;
}
