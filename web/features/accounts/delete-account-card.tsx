import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { api } from '#web/lib/api.ts';
import { isApiError } from '#web/lib/api-error.ts';
import { sessionQuery } from '#web/lib/queries.ts';
import { rememberSignIn } from '#web/lib/sign-in-memory.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { PasswordInput } from '#web/ui/password-input.tsx';
import { useToast } from '#web/ui/toast.tsx';

/** The way out, for good. */
export function DeleteAccountCard({
  exportOffer,
  onDeleted,
}: {
  /** How to take everything along. */
  exportOffer: ReactNode;
  onDeleted: () => Promise<void>;
}) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Card className="border-danger/40!">
      <CardHeader
        title={<Trans>Delete the account</Trans>}
        description={
          <Trans>
            Your account goes, and the household with it unless others live there. This is the one
            thing that cannot be undone.
          </Trans>
        }
      />
      <Button variant="danger-ghost" className="-ms-5" onClick={() => setAsked(true)}>
        <Trans>Delete the account…</Trans>
      </Button>
      {isAsked && (
        <DeleteAccountDialog
          exportOffer={exportOffer}
          onDeleted={onDeleted}
          onClose={() => setAsked(false)}
        />
      )}
    </Card>
  );
}

function DeleteAccountDialog({
  exportOffer,
  onDeleted,
  onClose,
}: {
  exportOffer: ReactNode;
  onDeleted: () => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const formId = useId();
  const queryClient = useQueryClient();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: (password: string) => api('DELETE auth/account', { body: { password } }),
    onSuccess: async () => {
      rememberSignIn(false);
      queryClient.setQueryData(sessionQuery.queryKey, null);
      await onDeleted();
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      toast({ text: t`Your account is deleted` });
    },
  });
  const isWrong = isApiError(remove.error, 'wrong-password');

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Delete the account`}
      description={<Trans>Everything that you entered goes with it, at once and for good.</Trans>}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="danger" isBusy={remove.isPending}>
            <Trans>Delete for good</Trans>
          </Button>
        </>
      }
    >
      <div className="grid gap-6">
        <div className="grid gap-3 rounded-lg bg-sunken p-4">
          <p className="text-sm text-ink-soft">
            <Trans>First take everything along: a file that Duetide can import again.</Trans>
          </p>
          {exportOffer}
        </div>
        <Form
          id={formId}
          onSubmit={(data) => remove.mutate(String(data.get('password')))}
          error={isWrong ? null : remove.error}
          className="grid gap-5"
        >
          <Field
            name="password"
            label={t`Your password`}
            error={isWrong ? t`That is not your current password.` : undefined}
          >
            <PasswordInput required autoComplete="current-password" />
          </Field>
        </Form>
      </div>
    </Dialog>
  );
}
