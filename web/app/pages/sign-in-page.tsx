import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { SignInForm } from '#web/features/accounts/sign-in-form.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { authOptionsQuery } from '#web/lib/queries.ts';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { EntranceHeading } from '../entrance/entrance-heading.tsx';
import { safeNext } from '../safe-next.ts';

const route = getRouteApi('/entrance/sign-in');

export function SignInPage() {
  const { t } = useLingui();
  usePageTitle(t`Sign in`);
  const router = useRouter();
  const { next } = route.useSearch();
  const { data: options } = useQuery(authOptionsQuery);
  const canSignUp = options && (options.signUp === 'open' || options.isFirstUser);

  return (
    <>
      <EntranceHeading title={<Trans>Welcome back</Trans>}>
        <Trans>Sign in to see what comes next.</Trans>
      </EntranceHeading>
      <SignInForm
        onSignedIn={() => void router.navigate({ href: safeNext(next) })}
        forgotLink={
          <Link to="/forgot-password" className={TEXT_LINK}>
            <Trans>Forgotten?</Trans>
          </Link>
        }
      />
      {/* Its place is kept, so that the form stays where it is when the answer comes. */}
      <p className="mt-8 min-h-6 text-center text-ink-soft">
        {canSignUp && (
          <Trans>
            New here?{' '}
            <Link to="/sign-up" search={{ next }} className={TEXT_LINK}>
              Create an account
            </Link>
          </Trans>
        )}
      </p>
    </>
  );
}
