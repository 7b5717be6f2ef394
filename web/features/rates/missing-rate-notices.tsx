import { Trans, useLingui } from '@lingui/react/macro';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { MissingRate } from './missing-rates.ts';

/** What cannot be added up, why, and the way to change that. */
export function MissingRateNotices({
  missing,
  baseCurrency,
  onEnter,
}: {
  missing: readonly MissingRate[];
  baseCurrency: string;
  /** Undefined for those who may only look. */
  onEnter: ((rate: MissingRate) => void) | undefined;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  return missing.map((rate) => {
    const { currency, since, names } = rate;
    const listed = format.list(names);
    const day = format.date(since);
    return (
      <Notice
        key={currency}
        tone="warning"
        title={t`No rate from ${currency} to ${baseCurrency} on ${day}`}
        action={
          onEnter && (
            <Button size="sm" onClick={() => onEnter(rate)}>
              <Trans>Enter a rate for {currency}</Trans>
            </Button>
          )
        }
      >
        {names.length > 0 && (
          <p>
            <Trans>{listed}: left out of every total rather than guessed.</Trans>
          </p>
        )}
        <p>
          <Trans>
            A rate holds from its day on. For charges before the first known day, enter one of that
            time.
          </Trans>
        </p>
      </Notice>
    );
  });
}
