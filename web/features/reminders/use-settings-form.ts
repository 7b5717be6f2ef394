import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RuleOverrides } from '#shared/reminders/reminder-rules.ts';
import { useToast } from '#web/ui/toast.tsx';
import { REMINDERS } from './reminder-queries.ts';
import { useSettingsDraft } from './use-settings-draft.ts';

/** A draft of settings, with what the form around it needs to save or to discard it. */
export function useSettingsForm<Settings extends { rules: RuleOverrides }>(
  saved: Settings,
  version: number,
  {
    put,
    queryKey,
    done,
  }: {
    put: (body: Settings) => Promise<{ version: number }>;
    /** Of what is saved. */
    queryKey: QueryKey;
    /** What is said then. */
    done: string;
  },
) {
  const toast = useToast();
  const queryClient = useQueryClient();
  const { draft, isDirty, isComplete, set, setRule, discard, settle } = useSettingsDraft(
    saved,
    version,
  );
  const saving = useMutation({
    mutationFn: () => put(draft),
    onSuccess(answer) {
      queryClient.setQueryData(queryKey, answer);
      settle(answer.version);
      toast({ text: done });
    },
    // The edits then lie over what others, or another tab, have saved meanwhile.
    onSettled: () => queryClient.invalidateQueries({ queryKey: REMINDERS }),
  });
  return {
    draft,
    set,
    setRule,
    form: {
      isDirty,
      isComplete,
      isSaving: saving.isPending,
      error: saving.error,
      onSave: () => saving.mutate(),
      onDiscard() {
        discard();
        saving.reset();
      },
    },
  };
}
