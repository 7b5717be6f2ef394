import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { api } from '#web/lib/api.ts';
import type { BulkAnswer } from '../list/bulk-answer.ts';
import type { Change } from './change.ts';
import { createSubscriptionChanges } from './subscription-changes.ts';
import { useChanges } from './use-changes.ts';

type Views = readonly SubscriptionView[];

/** Changes of many at once. `onDone` learns which could not be changed. */
export function useBulkChanges({ onDone }: { onDone: (failed: SubscriptionView[]) => void }) {
  const { t } = useLingui();
  const { apply, progress } = useChanges();
  const [changes] = useState(() => createSubscriptionChanges(api));

  async function run(views: Views, change: Change, done: (count: number) => string) {
    onDone(await apply(views, change, { done }));
  }

  return {
    progress,

    remove: (views: Views) =>
      run(
        views,
        changes.remove,
        (n) => t`${plural(n, { one: '# moved to the trash', other: '# moved to the trash' })}`,
      ),

    restore: (views: Views) =>
      run(
        views,
        changes.restore,
        (n) => t`${plural(n, { one: '# restored', other: '# restored' })}`,
      ),

    answer(views: Views, answer: BulkAnswer) {
      switch (answer.question) {
        case 'category':
          return run(views, changes.setCategory(answer.id), (n) => moved(n, answer.label));
        case 'payment-method':
          return run(views, changes.setPaymentMethod(answer.id), (n) => moved(n, answer.label));
        case 'add-tag':
          return run(
            views,
            changes.addTag(answer.tag),
            (n) =>
              t`${plural(n, { one: `# tagged “${answer.tag}”`, other: `# tagged “${answer.tag}”` })}`,
          );
        case 'remove-tag':
          return run(
            views,
            changes.removeTag(answer.tag),
            (n) =>
              t`${plural(n, { one: `Tag “${answer.tag}” taken off #`, other: `Tag “${answer.tag}” taken off #` })}`,
          );
        case 'pause':
          return run(
            views,
            changes.pause(answer.from, answer.until),
            (n) => t`${plural(n, { one: '# paused', other: '# paused' })}`,
          );
        case 'cancel':
          return run(
            views,
            changes.cancel({ on: answer.on }),
            (n) => t`${plural(n, { one: '# cancelled', other: '# cancelled' })}`,
          );
      }
    },
  };

  function moved(count: number, label: string): string {
    return t`${plural(count, { one: `# set to “${label}”`, other: `# set to “${label}”` })}`;
  }
}
