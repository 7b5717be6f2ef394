import { Trans } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReminderLinkView, Snooze } from '#shared/schemas/reminder-link-schemas.ts';
import { Spinner } from '#web/ui/spinner.tsx';
import { useHourText } from './use-hour-text.ts';
import type { ReminderLinkRedemption } from './use-reminder-link.ts';

const NAMES: Record<Snooze, ReactNode> = {
  'later-today': <Trans>Later today</Trans>,
  tomorrow: <Trans>Tomorrow</Trans>,
  'in-3-days': <Trans>In 3 days</Trans>,
};

/** Until when a reminder can wait: a press decides. */
export function SnoozeChoices({
  choices,
  redeem,
}: {
  choices: ReminderLinkView['choices'];
  redeem: ReminderLinkRedemption;
}) {
  const hourText = useHourText();
  return (
    <ul className="grid gap-3">
      {choices.map(({ until, date, hour }) => {
        const isChosen = redeem.isPending && redeem.variables === until;
        return (
          <li key={until}>
            <button
              type="button"
              aria-busy={isChosen || undefined}
              aria-disabled={redeem.isPending || undefined}
              onClick={redeem.isPending ? undefined : () => redeem.mutate(until)}
              className="flex min-h-16 w-full items-center gap-4 rounded-xl bg-surface px-5 py-3 text-left inset-ring inset-ring-line-strong transition duration-150 hover:bg-sunken active:scale-[0.99]"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{NAMES[until]}</span>
                <span className="block text-sm text-ink-soft">{hourText({ date, hour })}</span>
              </span>
              {isChosen ? (
                <Spinner />
              ) : (
                <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-faint" />
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
