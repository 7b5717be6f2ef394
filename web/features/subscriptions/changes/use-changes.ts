import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { HOUSEHOLD_DATA, subscriptionQuery } from '#web/lib/queries.ts';
import { useToast } from '#web/ui/toast.tsx';
import type { Change, Changed } from './change.ts';
import { type RunReport, runAll } from './run-all.ts';

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

interface Progress {
  finished: number;
  total: number;
}

/**
 * Applies a change to subscriptions, says so, and offers the way back. `apply` resolves to those
 * that could not be changed.
 */
export function useChanges() {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [progress, setProgress] = useState<Progress | null>(null);

  async function run<Item, Result>(
    items: readonly Item[],
    call: (item: Item) => Promise<Result>,
  ): Promise<RunReport<Item, Result>> {
    const total = items.length;
    setProgress({ finished: 0, total });
    try {
      return await runAll(items, call, {
        wait,
        onProgress: (finished) => setProgress({ finished, total }),
      });
    } finally {
      setProgress(null);
    }
  }

  const refresh = () => queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });

  async function undo(changed: readonly Changed[], undone: string): Promise<void> {
    const { failed } = await run(changed, (one) => one.undo());
    void refresh();
    const [first] = failed;
    if (!first) return toast({ text: undone });
    toast({
      tone: 'danger',
      text: `${t`${plural(failed.length, { one: '# could not be taken back.', other: '# could not be taken back.' })}`} ${i18n._(problemMessage(first.error))}`,
    });
  }

  async function apply(
    views: readonly SubscriptionView[],
    change: Change,
    /** What is said of that many. */
    words: { done: (count: number) => string; undone?: string },
  ): Promise<SubscriptionView[]> {
    const { done, failed } = await run(views, change);
    const changed = done.flatMap(({ result }) => result ?? []);
    for (const { after } of changed) {
      if (after) queryClient.setQueryData(subscriptionQuery(after.id).queryKey, after);
    }
    void refresh();
    if (changed.length > 0) {
      toast({
        text: words.done(changed.length),
        action: {
          label: t`Undo`,
          onPress: () => void undo(changed, words.undone ?? t`Taken back`),
        },
      });
    } else if (failed.length === 0) {
      toast({ text: t`Nothing to change there` });
    }
    const [first] = failed;
    if (first) {
      toast({
        tone: 'danger',
        text: `${t`${plural(failed.length, { one: '# could not be changed.', other: '# could not be changed.' })}`} ${i18n._(problemMessage(first.error))}`,
      });
    }
    return failed.map(({ item }) => item);
  }

  return { apply, progress };
}
