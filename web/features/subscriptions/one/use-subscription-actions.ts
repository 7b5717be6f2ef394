import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { HOUSEHOLD_DATA, subscriptionQuery } from '#web/lib/queries.ts';
import { useToday } from '#web/lib/session.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { createSubscriptionChanges } from '../changes/subscription-changes.ts';
import { useChanges } from '../changes/use-changes.ts';

/** What can be done with one subscription; each says what was done, and takes it back if asked. */
export function useSubscriptionActions(view: SubscriptionView) {
  const { t, i18n } = useLingui();
  const today = useToday();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { apply, progress } = useChanges();
  const [changes] = useState(() => createSubscriptionChanges(api));
  const { name } = view;

  const duplicate = useMutation({
    mutationFn: () => api('POST subscriptions/{id}/duplicate', { params: { id: view.id } }),
    onSuccess: (copy) => {
      queryClient.setQueryData(subscriptionQuery(copy.id).queryKey, copy);
      void queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
      toast({ text: t`This is the copy` });
    },
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
  });

  return {
    isBusy: progress !== null || duplicate.isPending,

    duplicate: () => duplicate.mutateAsync(),

    pause: (from: CalendarDate, until: CalendarDate | null) =>
      apply([view], changes.pause(from, until), {
        done: () => t`${name} is paused`,
        undone: t`${name} is not paused`,
      }),

    resume: () =>
      apply([view], changes.resume(today), {
        done: () => t`${name} runs again`,
        undone: t`${name} is as it was`,
      }),

    cancel: (on: CalendarDate, accessUntil: CalendarDate) =>
      apply([view], changes.cancel({ on, accessUntil }), {
        done: () => t`${name} is cancelled`,
        undone: t`${name} is not cancelled`,
      }),

    /** Resolves to whether it is in the trash. */
    async remove(): Promise<boolean> {
      const failed = await apply([view], changes.remove, {
        done: () => t`${name} is in the trash`,
        undone: t`${name} is back`,
      });
      return failed.length === 0;
    },
  };
}
