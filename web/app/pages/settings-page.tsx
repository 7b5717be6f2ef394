import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function SettingsPage() {
  const { t } = useLingui();
  usePageTitle(t`Settings`);
  return <PageHeader title={<Trans>Settings</Trans>} />;
}
