import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function ResetPasswordPage() {
  const { t } = useLingui();
  usePageTitle(t`Reset`);
  return <PageHeader title={<Trans>Reset</Trans>} />;
}
