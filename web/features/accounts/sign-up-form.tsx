import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { enterSession } from '#web/lib/enter-session.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { PasswordInput } from '#web/ui/password-input.tsx';
import { guessBaseCurrency, guessTimeZone } from './household-guess.ts';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from './password-length.ts';

/** Makes an account and, with what the browser tells, its household. */
export function SignUpForm({ onSignedUp }: { onSignedUp: () => void }) {
  const { t } = useLingui();
  const { locale } = useFormatter();
  const queryClient = useQueryClient();
  const signUp = useMutation({
    mutationFn: (data: FormData) => {
      const name = String(data.get('name')).trim();
      return api('POST auth/sign-up', {
        body: {
          name,
          email: String(data.get('email')),
          password: String(data.get('password')),
          household: {
            name: t`Household of ${name}`.slice(0, 100),
            baseCurrency: guessBaseCurrency(locale),
            timeZone: guessTimeZone(),
          },
        },
      });
    },
    onSuccess: (session) => {
      enterSession(queryClient, session);
      onSignedUp();
    },
  });

  return (
    <Form onSubmit={(data) => signUp.mutate(data)} error={signUp.error} className="grid gap-5">
      <Field name="name" label={t`Your name`}>
        <Input required maxLength={80} autoComplete="name" />
      </Field>
      <Field name="email" label={t`E-mail address`}>
        <Input type="email" required autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <Field
        name="password"
        label={t`Password`}
        hint={<Trans>At least {PASSWORD_MINIMUM} characters. A few words make a good one.</Trans>}
      >
        <PasswordInput
          required
          minLength={PASSWORD_MINIMUM}
          maxLength={PASSWORD_MAXIMUM}
          autoComplete="new-password"
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={signUp.isPending} className="mt-1">
        <Trans>Create account</Trans>
      </Button>
    </Form>
  );
}
