import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function SignUpPage() {
  const { t } = useLingui();
  usePageTitle(t`Sign up`);
  return <PageHeader title={<Trans>Sign up</Trans>} />;
}
