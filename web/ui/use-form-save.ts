import { useLingui } from '@lingui/react/macro';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useToast } from './toast.tsx';

/** Saves what a {@link FormDialog} was filled in with, says so, and has what shows it read again. */
export function useFormSave<Saved>({
  isNew,
  save,
  nameOf,
  shownIn,
  onClose,
}: {
  isNew: boolean;
  save: (data: FormData) => Promise<Saved>;
  nameOf: (saved: Saved) => string;
  shownIn: QueryKey;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const toast = useToast();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess(saved) {
      const name = nameOf(saved);
      onClose();
      toast({ text: isNew ? t`${name} is added` : t`${name} is saved` });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: shownIn }),
  });
}
