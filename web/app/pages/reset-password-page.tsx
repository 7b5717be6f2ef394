import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { ResetPasswordForm } from '#web/features/accounts/reset-password-form.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { sessionQuery } from '#web/lib/queries.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { useToast } from '#web/ui/toast.tsx';
import { EntranceHeading } from '../entrance/entrance-heading.tsx';

export function ResetPasswordPage() {
  const { t } = useLingui();
  usePageTitle(t`New password`);
  const router = useRouter();
  const queryClient = useQueryClient();
  const toast = useToast();
  // Behind the #, so that it is in no server's log.
  const token = useLocation({ select: ({ hash }) => hash });

  if (!token) {
    return (
      <>
        <EntranceHeading title={<Trans>This link is incomplete</Trans>}>
          <Trans>Open it from the mail again, or ask for a new one.</Trans>
        </EntranceHeading>
        <Link to="/forgot-password" className={buttonClass()}>
          <Trans>Ask for a new link</Trans>
        </Link>
      </>
    );
  }
  return (
    <>
      <EntranceHeading title={<Trans>Choose a new password</Trans>}>
        <Trans>Then sign in with it.</Trans>
      </EntranceHeading>
      <ResetPasswordForm
        token={token}
        onReset={() => {
          // The reset ended every session, also one in this browser.
          queryClient.setQueryData(sessionQuery.queryKey, null);
          toast({ text: t`The password is set. Sign in with it.` });
          void router.navigate({ to: '/sign-in' });
        }}
      />
      <p className="mt-8 text-center">
        <Link to="/forgot-password" className={TEXT_LINK}>
          <Trans>Ask for a new link</Trans>
        </Link>
      </p>
    </>
  );
}
