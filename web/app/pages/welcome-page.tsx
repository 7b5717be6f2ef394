import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function WelcomePage() {
  const { t } = useLingui();
  usePageTitle(t`Welcome`);
  return <PageHeader title={<Trans>Welcome</Trans>} />;
}
