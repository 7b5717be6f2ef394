import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function ForgotPasswordPage() {
  const { t } = useLingui();
  usePageTitle(t`Forgot`);
  return <PageHeader title={<Trans>Forgot</Trans>} />;
}
