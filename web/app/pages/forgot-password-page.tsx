import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ForgotPasswordForm } from '#web/features/accounts/forgot-password-form.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { EntranceHeading } from '../entrance/entrance-heading.tsx';

export function ForgotPasswordPage() {
  const { t } = useLingui();
  usePageTitle(t`Forgotten password`);
  return (
    <>
      <EntranceHeading title={<Trans>Forgotten password</Trans>}>
        <Trans>We send you a link with which you set a new one.</Trans>
      </EntranceHeading>
      <ForgotPasswordForm />
      <p className="mt-8 text-center">
        <Link to="/sign-in" className={TEXT_LINK}>
          <Trans>Back to sign in</Trans>
        </Link>
      </p>
    </>
  );
}
