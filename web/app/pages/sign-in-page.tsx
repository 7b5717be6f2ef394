import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function SignInPage() {
  const { t } = useLingui();
  usePageTitle(t`Sign in`);
  return <PageHeader title={<Trans>Sign in</Trans>} />;
}
