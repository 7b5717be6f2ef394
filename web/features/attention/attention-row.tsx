import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { AttentionItem } from '#shared/schemas/attention-schemas.ts';
import { cx } from '#web/ui/cx.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { ItemActions } from './item-actions.tsx';
import { KIND_ICONS } from './kind-icons.ts';
import { useItemWords } from './use-item-words.ts';

const TONES: Record<AttentionItem['urgency'], string> = {
  now: 'bg-coral-soft text-coral-ink',
  soon: 'bg-amber-soft text-amber-ink',
  later: 'bg-sunken text-ink-soft',
};

/** One thing that needs attention: what it is, what that means, what to do next. */
export function AttentionRow({
  item,
  today,
  isFresh,
  isPaying,
  onPay,
  onDismiss,
  onLeave,
}: {
  item: AttentionItem;
  today: CalendarDate;
  /** It was new when the list was opened. */
  isFresh: boolean;
  isPaying: boolean;
  onPay: () => void;
  onDismiss: () => void;
  onLeave: () => void;
}) {
  const { t } = useLingui();
  const { title, detail } = useItemWords()(item, today);
  const Icon = KIND_ICONS[item.kind];
  const words = 'words' in item ? item.words : null;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 py-4">
      <span
        className={cx('relative grid size-10 place-items-center rounded-md', TONES[item.urgency])}
      >
        <Icon aria-hidden className="size-5" />
        {isFresh && (
          <span
            aria-hidden
            className="absolute -end-1 -top-1 size-3 rounded-full bg-danger ring-2 ring-raised"
          />
        )}
      </span>
      <div className="min-w-0">
        <p className="leading-snug font-semibold text-pretty wrap-anywhere">
          {isFresh && (
            <span className="sr-only">
              <Trans>New:</Trans>{' '}
            </span>
          )}
          {title}
        </p>
        {detail && <p className="mt-0.5 text-sm text-ink-soft wrap-anywhere">{detail}</p>}
        {words && (
          <p className="mt-0.5 text-sm text-ink-faint wrap-anywhere">
            <Trans>
              It answered: <q dir="auto">{words}</q>
            </Trans>
          </p>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 empty:hidden">
          <ItemActions
            item={item}
            today={today}
            isPaying={isPaying}
            onPay={onPay}
            onLeave={onLeave}
          />
        </div>
      </div>
      <IconButton
        icon={X}
        label={t`Dismiss: ${title}`}
        onClick={onDismiss}
        className="-me-2 -mt-1 text-ink-faint"
      />
    </li>
  );
}
