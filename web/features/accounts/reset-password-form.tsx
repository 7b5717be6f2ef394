import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { PasswordInput } from '#web/ui/password-input.tsx';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from './password-length.ts';

/** Sets a new password with the token of the mailed link. */
export function ResetPasswordForm({ token, onReset }: { token: string; onReset: () => void }) {
  const { t } = useLingui();
  const reset = useMutation({
    mutationFn: (newPassword: string) =>
      api('POST auth/reset-password', { body: { token, newPassword } }),
    onSuccess: onReset,
  });
  return (
    <Form
      onSubmit={(data) => reset.mutate(String(data.get('newPassword')))}
      error={reset.error}
      className="grid gap-5"
    >
      <Field
        name="newPassword"
        label={t`New password`}
        hint={<Trans>At least {PASSWORD_MINIMUM} characters. It signs you out everywhere.</Trans>}
      >
        <PasswordInput
          required
          minLength={PASSWORD_MINIMUM}
          maxLength={PASSWORD_MAXIMUM}
          autoComplete="new-password"
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={reset.isPending}>
        <Trans>Set the password</Trans>
      </Button>
    </Form>
  );
}
