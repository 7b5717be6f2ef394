import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#web/lib/api.ts';
import { isApiError } from '#web/lib/api-error.ts';
import { sessionQuery, sessionsQuery } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { PasswordInput } from '#web/ui/password-input.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from './password-length.ts';

/** Another password; it signs out everywhere else. */
export function PasswordCard() {
  const { t } = useLingui();
  const { user } = useSession();
  const queryClient = useQueryClient();
  const toast = useToast();
  // A new key empties the fields.
  const [round, setRound] = useState(0);
  const change = useMutation({
    mutationFn: (data: FormData) =>
      api('POST auth/change-password', {
        body: {
          currentPassword: String(data.get('currentPassword')),
          newPassword: String(data.get('newPassword')),
        },
      }),
    onSuccess: async () => {
      setRound(round + 1);
      toast({ text: t`Your password is changed, and you are signed out everywhere else` });
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const isWrong = isApiError(change.error, 'wrong-password');

  return (
    <Card>
      <CardHeader
        title={<Trans>Password</Trans>}
        description={<Trans>A new one signs you out everywhere else.</Trans>}
      />
      <Form
        key={round}
        onSubmit={(data) => change.mutate(data)}
        error={isWrong ? null : change.error}
        className="grid max-w-md gap-5"
      >
        {/* Password managers want to know whose password changes. */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <Field
          name="currentPassword"
          label={t`Current password`}
          error={isWrong ? t`That is not your current password.` : undefined}
        >
          <PasswordInput required maxLength={PASSWORD_MAXIMUM} autoComplete="current-password" />
        </Field>
        <Field
          name="newPassword"
          label={t`New password`}
          hint={<Trans>At least {PASSWORD_MINIMUM} characters. A few words make a good one.</Trans>}
        >
          <PasswordInput
            required
            minLength={PASSWORD_MINIMUM}
            maxLength={PASSWORD_MAXIMUM}
            autoComplete="new-password"
          />
        </Field>
        <div>
          <Button type="submit" isBusy={change.isPending}>
            <Trans>Change the password</Trans>
          </Button>
        </div>
      </Form>
    </Card>
  );
}
