import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { SignUpForm } from '#web/features/accounts/sign-up-form.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { authOptionsQuery } from '#web/lib/queries.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { EntranceHeading } from '../entrance/entrance-heading.tsx';

export function SignUpPage() {
  const { t } = useLingui();
  usePageTitle(t`Create an account`);
  const router = useRouter();
  const { data: options } = useQuery(authOptionsQuery);

  if (options && options.signUp !== 'open' && !options.isFirstUser) {
    return (
      <>
        <EntranceHeading title={<Trans>By invitation only</Trans>}>
          <Trans>This Duetide takes no new accounts. Whoever runs it can change that.</Trans>
        </EntranceHeading>
        <Link to="/sign-in" className={buttonClass()}>
          <Trans>Sign in instead</Trans>
        </Link>
      </>
    );
  }
  return (
    <>
      <EntranceHeading
        title={
          options?.isFirstUser ? <Trans>Set up Duetide</Trans> : <Trans>Create your account</Trans>
        }
      >
        {options?.isFirstUser ? (
          <Trans>The first account runs this Duetide. It takes a minute.</Trans>
        ) : (
          <Trans>What you pay for, in one place. It takes a minute.</Trans>
        )}
      </EntranceHeading>
      <SignUpForm onSignedUp={() => void router.navigate({ to: '/welcome' })} />
      <p className="mt-8 text-center text-ink-soft">
        <Trans>
          Have an account?{' '}
          <Link to="/sign-in" className={TEXT_LINK}>
            Sign in
          </Link>
        </Trans>
      </p>
    </>
  );
}
