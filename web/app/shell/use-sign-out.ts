import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, keptAnswers } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { sessionQuery } from '#web/lib/queries.ts';
import { useToast } from '#web/ui/toast.tsx';

/** Ends the session and forgets everything that this tab knew of the household. */
export function useSignOut() {
  const { i18n } = useLingui();
  const queryClient = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      // Also where the session cannot be ended for want of a connection.
      await keptAnswers.forget();
      const { pausePush } = await import('#web/features/channels/push/this-browser.ts');
      await pausePush();
      return api('POST auth/sign-out');
    },
    onSuccess: async () => {
      queryClient.setQueryData(sessionQuery.queryKey, null);
      await router.navigate({ to: '/sign-in' });
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
  });
}
