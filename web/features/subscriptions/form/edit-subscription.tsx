import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { api } from '#web/lib/api.ts';
import { isApiError } from '#web/lib/api-error.ts';
import { HOUSEHOLD_DATA, subscriptionQuery } from '#web/lib/queries.ts';
import { useToast } from '#web/ui/toast.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { patchBetween } from './draft-body.ts';
import { fieldsChangedMeanwhile } from './draft-differences.ts';
import { draftOf, type SubscriptionDraft } from './subscription-draft.ts';
import { SubscriptionForm } from './subscription-form.tsx';
import { useFormChoices } from './use-form-choices.ts';

interface Conflict {
  mine: SubscriptionDraft;
  theirs: SubscriptionView;
}

/** The form over a subscription; only what was changed is sent. */
export function EditSubscription({
  view,
  onSaved,
  onLeave,
}: {
  view: SubscriptionView;
  onSaved: () => void;
  onLeave: () => void;
}) {
  const { t } = useLingui();
  const toast = useToast();
  const queryClient = useQueryClient();
  const choices = useFormChoices();
  // What the form began with: news from the server must not move fields under somebody's fingers.
  const [base, setBase] = useState(view);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const params = { id: view.id };

  const save = useMutation({
    mutationFn: async ({ draft, version }: { draft: SubscriptionDraft; version: number }) => {
      const patch = patchBetween(draftOf(base), draft);
      if (Object.keys(patch).length === 0) return base;
      return api('PATCH subscriptions/{id}', { params, body: patch, version });
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(subscriptionQuery(saved.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
      toast({ text: t`Saved` });
      onSaved();
    },
    onError: async (error, { draft }) => {
      if (!isApiError(error, 'version-mismatch')) return;
      setConflict({ mine: draft, theirs: await api('GET subscriptions/{id}', { params }) });
    },
  });

  return (
    <>
      <SubscriptionForm
        key={base.version}
        initial={draftOf(base)}
        standing={base}
        choices={choices}
        isNew={false}
        error={save.error}
        isBusy={save.isPending}
        onSave={(draft) => save.mutate({ draft, version: base.version })}
        onLeave={onLeave}
      />
      {conflict && (
        <ConflictDialog
          changes={fieldsChangedMeanwhile(draftOf(base), conflict.mine, draftOf(conflict.theirs))}
          isBusy={save.isPending}
          onClose={() => setConflict(null)}
          onTheirs={() => {
            setBase(conflict.theirs);
            setConflict(null);
            save.reset();
          }}
          onMine={() => {
            const { mine, theirs } = conflict;
            setConflict(null);
            save.mutate({ draft: mine, version: theirs.version });
          }}
        />
      )}
    </>
  );
}
