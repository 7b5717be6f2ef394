import { useLingui } from '@lingui/react/macro';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useToast } from './toast.tsx';

export interface Undoable {
  /** Shows the outcome before the server has answered; a failure asks the server again. */
  hide?: () => void;
  run: () => Promise<unknown>;
  undo: () => Promise<unknown>;
  /** What to say then. */
  done: string;
  undone: string;
}

/** Does something, says so, and offers to take it back; what depends on it is asked for again. */
export function useUndoable(dependent: QueryKey): (act: Undoable) => Promise<void> {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();

  async function attempt(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      return true;
    } catch (error) {
      toast({ tone: 'danger', text: i18n._(problemMessage(error)) });
      return false;
    } finally {
      void queryClient.invalidateQueries({ queryKey: dependent });
    }
  }

  async function takeBack({ undo, undone }: Undoable): Promise<void> {
    if (await attempt(undo)) toast({ text: undone });
  }

  return async (act) => {
    await queryClient.cancelQueries({ queryKey: dependent });
    act.hide?.();
    if (!(await attempt(act.run))) return;
    toast({
      text: act.done,
      action: { label: t`Undo`, onPress: () => void takeBack(act) },
    });
  };
}
