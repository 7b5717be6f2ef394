import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function DashboardPage() {
  const { t } = useLingui();
  usePageTitle(t`Overview`);
  return <PageHeader title={<Trans>Overview</Trans>} />;
}
