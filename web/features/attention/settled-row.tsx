import { Trans } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { AttentionItem } from '#shared/schemas/attention-schemas.ts';
import { Button } from '#web/ui/button.tsx';
import { useItemWords } from './use-item-words.ts';
import type { Settlement } from './use-settling.ts';

/** Where something was dismissed or done a moment ago: takes it back, and takes the focus. */
export function SettledRow({
  item,
  how,
  today,
  isBusy,
  onUndo,
}: {
  item: AttentionItem;
  how: Settlement['how'];
  today: CalendarDate;
  isBusy: boolean;
  onUndo: () => void;
}) {
  const id = useId();
  const undo = useRef<HTMLButtonElement>(null);
  const { title } = useItemWords()(item, today);
  useEffect(() => undo.current?.focus(), []);
  return (
    <li className="flex items-center gap-3 py-2 text-sm text-ink-soft">
      <span className="grid w-10 place-items-center">
        <Check aria-hidden className="size-4.5 text-kelp-ink" />
      </span>
      <p id={id} className="min-w-0 flex-1">
        {how === 'paid' ? <Trans>Marked as paid.</Trans> : <Trans>Dismissed.</Trans>}{' '}
        <span className="text-ink-faint wrap-anywhere">{title}</span>
      </p>
      <Button
        ref={undo}
        variant="ghost"
        size="sm"
        isBusy={isBusy}
        aria-describedby={id}
        onClick={onUndo}
      >
        <Trans>Undo</Trans>
      </Button>
    </li>
  );
}
