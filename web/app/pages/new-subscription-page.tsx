import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function NewSubscriptionPage() {
  const { t } = useLingui();
  usePageTitle(t`Add subscription`);
  return <PageHeader title={<Trans>Add subscription</Trans>} />;
}
