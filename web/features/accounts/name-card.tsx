import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { sessionQuery } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { useToast } from '#web/ui/toast.tsx';

/** Who one is here. */
export function NameCard() {
  const { t } = useLingui();
  const { user } = useSession();
  const queryClient = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (name: string) => api('PATCH auth/account', { body: { name } }),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      toast({ text: t`Your name is saved` });
    },
  });
  return (
    <Card>
      <CardHeader title={<Trans>You</Trans>} description={user.email} />
      <Form
        onSubmit={(data) => save.mutate(String(data.get('name')).trim())}
        error={save.error}
        className="grid max-w-md gap-5"
      >
        <Field name="name" label={t`Your name`}>
          <Input required maxLength={100} autoComplete="name" defaultValue={user.name} />
        </Field>
        <div>
          <Button type="submit" isBusy={save.isPending}>
            <Trans>Save the name</Trans>
          </Button>
        </div>
      </Form>
    </Card>
  );
}
