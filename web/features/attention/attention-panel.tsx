import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Waves } from 'lucide-react';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { attentionQuery } from './attention-query.ts';
import { AttentionRow } from './attention-row.tsx';
import { SettledRow } from './settled-row.tsx';
import { useSeen } from './use-seen.ts';
import { useSettling } from './use-settling.ts';

/** What needs the member's attention, the most urgent first, with what to do about each. */
export function AttentionPanel({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const query = useQuery({ ...attentionQuery, refetchOnMount: 'always' });
  const { data } = query;
  const fresh = useSeen(data);
  const { rows, settle, undo, busyKey, error } = useSettling(data);
  const rest = data ? data.total - data.items.length : 0;

  return (
    <Dialog isOpen onClose={onClose} place="beside" title={t`What needs attention`}>
      {error && (
        <Notice tone="danger" isUrgent title={i18n._(problemMessage(error))} className="mb-3" />
      )}
      {data ? (
        rows.length === 0 ? (
          <EmptyState
            className="py-8"
            picture={<Waves aria-hidden className="size-10 text-tide-ink" strokeWidth={1.5} />}
            title={<Trans>Nothing needs you right now</Trans>}
          >
            <Trans>
              Trials that end, prices that change, reminders that did not arrive: they show up here.
            </Trans>
          </EmptyState>
        ) : (
          <ul aria-label={t`What needs attention`} className="-my-1 divide-y divide-line">
            {rows.map(({ item, how }) =>
              how === null ? (
                <AttentionRow
                  key={item.key}
                  item={item}
                  today={data.today}
                  isFresh={fresh.has(item.key)}
                  isPaying={busyKey === item.key}
                  onPay={() => settle({ item, how: 'paid' })}
                  onDismiss={() => settle({ item, how: 'dismissed' })}
                  onLeave={onClose}
                />
              ) : (
                <SettledRow
                  key={item.key}
                  item={item}
                  how={how}
                  today={data.today}
                  isBusy={busyKey === item.key}
                  onUndo={() => undo({ item, how })}
                />
              ),
            )}
          </ul>
        )
      ) : query.error ? (
        <ErrorState
          error={query.error}
          title={<Trans>What needs attention could not be loaded</Trans>}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : (
        <PanelSkeleton />
      )}
      {rest > 0 && (
        <p className="pt-4 text-sm text-ink-faint">
          <Plural value={rest} one="and # more" other="and # more" />
        </p>
      )}
    </Dialog>
  );
}

function PanelSkeleton() {
  return (
    <Loading className="grid gap-6 py-2">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="size-10" />
          <div className="grid flex-1 content-start gap-2">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-4 w-3/5" />
          </div>
        </div>
      ))}
    </Loading>
  );
}
