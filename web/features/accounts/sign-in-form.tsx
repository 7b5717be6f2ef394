import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '#web/lib/api.ts';
import { enterSession } from '#web/lib/enter-session.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { PasswordInput } from '#web/ui/password-input.tsx';

export function SignInForm({
  onSignedIn,
  forgotLink,
}: {
  onSignedIn: () => void;
  forgotLink: ReactNode;
}) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const signIn = useMutation({
    mutationFn: (data: FormData) =>
      api('POST auth/sign-in', {
        body: { email: String(data.get('email')), password: String(data.get('password')) },
      }),
    onSuccess: (session) => {
      enterSession(queryClient, session);
      onSignedIn();
    },
  });

  return (
    <Form onSubmit={(data) => signIn.mutate(data)} error={signIn.error} className="grid gap-5">
      <Field name="email" label={t`E-mail address`}>
        <Input type="email" required autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <div className="relative">
        <Field name="password" label={t`Password`}>
          <PasswordInput required autoComplete="current-password" />
        </Field>
        {/* After the field in the order of the tab key, beside its label for the eye. */}
        <div className="absolute end-0 top-0 text-sm">{forgotLink}</div>
      </div>
      <Button type="submit" variant="primary" isBusy={signIn.isPending} className="mt-1">
        <Trans>Sign in</Trans>
      </Button>
    </Form>
  );
}
