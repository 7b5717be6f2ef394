import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import type { SubscriptionRemindersView } from '#shared/schemas/reminder-schemas.ts';
import { api } from '#web/lib/api.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { FormFaultsProvider } from '#web/ui/form-faults.ts';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { myRemindersQuery, REMINDERS, subscriptionRemindersQuery } from './reminder-queries.ts';
import { RuleChoice } from './rule-choice.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

/** Rules for one subscription, which hold for everybody in the household. */
export function SubscriptionRulesDialog({
  id,
  name,
  kinds,
  settings: { version, rules },
  onClose,
}: {
  id: string;
  name: string;
  /** Those that can apply to it. */
  kinds: readonly ReminderKind[];
  settings: SubscriptionRemindersView;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const formId = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const takeBack = useTakeBack({ id, name, rules, version });
  const mine = useQuery(myRemindersQuery);
  const [offered] = useState(kinds);
  const { draft, isDirty, isComplete, setRule } = useSettingsDraft({ rules }, version);

  const save = useMutation({
    mutationFn: () =>
      api('PUT subscriptions/{id}/reminder-rules', { params: { id }, version, body: draft }),
    onSuccess: (answer) => {
      queryClient.setQueryData(subscriptionRemindersQuery(id).queryKey, answer);
      onClose();
      toast({ text: t`The reminders of ${name} are saved` });
    },
    // The edits then lie over what others have saved meanwhile.
    onSettled: () => queryClient.invalidateQueries({ queryKey: REMINDERS }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isDirty) onClose();
    else if (isComplete) save.mutate();
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      place="wide"
      title={t`Reminders of ${name}`}
      description={<Trans>For everybody in the household, before their own rules.</Trans>}
      footer={
        <>
          {Object.keys(rules).length > 0 && (
            <Button
              variant="danger-ghost"
              className="me-auto"
              onClick={() => {
                onClose();
                void takeBack();
              }}
            >
              <Trans>Take all back</Trans>
            </Button>
          )}
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={submit}
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
      >
        <FormError error={save.error} />
        <QueryCard
          query={mine}
          failure={<Trans>The rules of reminders could not be loaded</Trans>}
          skeletonRows={3}
        >
          {(own) => (
            <FormFaultsProvider value={fieldErrors(save.error)}>
              <ul className="divide-y divide-line pt-2">
                {offered.map((kind) => (
                  <RuleChoice
                    key={kind}
                    kind={kind}
                    rule={draft.rules[kind]}
                    inherited={own.inForce[kind]}
                    inheritedLabel={t`Like all others`}
                    note={
                      own.rules[kind]?.isOn === false && (
                        <Trans>
                          You have turned this kind off for yourself: only others get it.
                        </Trans>
                      )
                    }
                    onChange={(rule) => setRule(kind, rule)}
                  />
                ))}
              </ul>
            </FormFaultsProvider>
          )}
        </QueryCard>
      </form>
    </Dialog>
  );
}

function useTakeBack({
  id,
  name,
  rules,
  version,
}: { id: string; name: string } & Pick<SubscriptionRemindersView, 'rules' | 'version'>) {
  const { t } = useLingui();
  const undoable = useUndoable(REMINDERS);
  const params = { id };
  return () =>
    undoable({
      run: () => api('DELETE subscriptions/{id}/reminder-rules', { params, version }),
      undo: () => api('PUT subscriptions/{id}/reminder-rules', { params, body: { rules } }),
      done: t`${name} is reminded of like all others`,
      undone: t`The reminders of ${name} are back`,
    });
}
