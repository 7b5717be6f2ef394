import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Button } from '#web/ui/button.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { JOB_DATA } from './job-queries.ts';

/** Has a job run once more, besides its schedule. */
export function RunNowButton({ name }: { name: string }) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const run = useMutation({
    mutationFn: () => api('POST operator/jobs/{name}/run', { params: { name }, body: {} }),
    onSuccess: () => toast({ text: t`${name} runs as soon as an instance is free` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: JOB_DATA }),
  });
  return (
    <Button
      size="sm"
      icon={Play}
      isBusy={run.isPending}
      onClick={() => run.mutate()}
      aria-label={t`Run now: ${name}`}
    >
      <Trans>Run now</Trans>
    </Button>
  );
}
