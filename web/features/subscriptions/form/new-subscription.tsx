import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { api } from '#web/lib/api.ts';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { HOUSEHOLD_DATA, subscriptionQuery } from '#web/lib/queries.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { bodyOf } from './draft-body.ts';
import { NOTHING_STANDING } from './draft-preview.ts';
import { emptyDraft, type SubscriptionDraft } from './subscription-draft.ts';
import { SubscriptionForm } from './subscription-form.tsx';
import { useFormChoices } from './use-form-choices.ts';

/** The empty form. */
export function NewSubscription({
  onMade,
  onLeave,
}: {
  onMade: (view: SubscriptionView) => void;
  onLeave: () => void;
}) {
  const { t } = useLingui();
  const { household } = useSession();
  const today = useToday();
  const toast = useToast();
  const queryClient = useQueryClient();
  const choices = useFormChoices();
  const [initial] = useState(() => emptyDraft(today, household.baseCurrency));
  // One for the form, so that a second press after a lost answer adds nothing twice. Faults change
  // the body, and with it the request.
  const sent = useRef({ body: '', key: '' });

  const create = useMutation({
    mutationFn: (draft: SubscriptionDraft) => {
      const body = bodyOf(draft);
      const text = JSON.stringify(body);
      if (sent.current.body !== text) sent.current = { body: text, key: newRequestKey() };
      return api('POST subscriptions', { body, idempotencyKey: sent.current.key });
    },
    onSuccess: (view) => {
      queryClient.setQueryData(subscriptionQuery(view.id).queryKey, view);
      void queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
      toast({ text: t`${view.name} is on the list` });
      onMade(view);
    },
  });

  return (
    <SubscriptionForm
      initial={initial}
      standing={NOTHING_STANDING}
      choices={choices}
      isNew
      error={create.error}
      isBusy={create.isPending}
      onSave={(draft) => create.mutate(draft)}
      onLeave={onLeave}
    />
  );
}
