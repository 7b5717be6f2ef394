import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { Notice } from '#web/ui/notice.tsx';

/** Asks for a link by mail. The answer is the same whether or not there is such an account. */
export function ForgotPasswordForm() {
  const { t } = useLingui();
  const ask = useMutation({
    mutationFn: (email: string) => api('POST auth/forgot-password', { body: { email } }),
  });

  if (ask.isSuccess) {
    return (
      <div role="status">
        <Notice tone="success" title={<Trans>Look into your mailbox</Trans>}>
          <Trans>
            If {ask.variables} has an account here, a link is on its way. It works once, for 30
            minutes. If nothing arrives, ask whoever runs this Duetide.
          </Trans>
        </Notice>
      </div>
    );
  }
  return (
    <Form
      onSubmit={(data) => ask.mutate(String(data.get('email')))}
      error={ask.error}
      className="grid gap-5"
    >
      <Field name="email" label={t`E-mail address`}>
        <Input type="email" required autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <Button type="submit" variant="primary" isBusy={ask.isPending}>
        <Trans>Send the link</Trans>
      </Button>
    </Form>
  );
}
