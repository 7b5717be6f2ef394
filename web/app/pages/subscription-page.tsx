import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function SubscriptionPage() {
  const { t } = useLingui();
  usePageTitle(t`Subscription`);
  return <PageHeader title={<Trans>Subscription</Trans>} />;
}
