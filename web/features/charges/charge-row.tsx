import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { cx } from '#web/ui/cx.ts';

/** A charge in a list: when, whether the weekend moved it, how much, what became of it. */
export function ChargeRow({
  dueOn,
  chargedOn,
  note,
  amount,
  planned,
  isSkipped,
  mark,
  action,
}: {
  dueOn: CalendarDate;
  chargedOn: CalendarDate;
  note?: ReactNode;
  amount: Money;
  /** Shown struck through where something else was paid. */
  planned?: Money;
  isSkipped: boolean;
  mark: ReactNode;
  action: ReactNode;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const isOther =
    planned && (planned.amount !== amount.amount || planned.currency !== amount.currency);
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className={cx('font-medium', isSkipped && 'text-ink-faint')}>
          {format.date(chargedOn)}
          <span className="ms-2 text-sm whitespace-nowrap text-ink-faint">
            {format.weekday(chargedOn)}
          </span>
        </p>
        {(note || chargedOn !== dueOn) && (
          <p className="text-sm text-ink-faint">
            {chargedOn !== dueOn &&
              t`moved from ${format.weekday(dueOn)}, ${format.dayAndMonth(dueOn)}`}
            {chargedOn !== dueOn && note && ' · '}
            {note}
          </p>
        )}
      </div>
      <div className="grid justify-items-end gap-y-0.5 sm:flex sm:items-center sm:gap-3">
        <div className="text-end">
          <p className={cx('tabular font-semibold', isSkipped && 'text-ink-faint line-through')}>
            {format.money(amount)}
          </p>
          {isOther && (
            <p className="tabular text-sm text-ink-faint">
              <Trans>planned {format.money(planned)}</Trans>
            </p>
          )}
        </div>
        {mark && <div className="flex justify-end sm:w-24">{mark}</div>}
      </div>
      {action}
    </li>
  );
}
