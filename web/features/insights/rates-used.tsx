import { Plural, Trans } from '@lingui/react/macro';
import type { RateView } from '#shared/schemas/household-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** The rates behind converted totals: each with its day and its source. */
export function RatesUsed({ rates }: { rates: readonly RateView[] }) {
  const format = useFormatter();
  if (rates.length === 0) return null;
  return (
    <details className="text-sm text-ink-faint">
      <summary className="w-fit rounded-xs font-medium hover:text-ink">
        <Plural value={rates.length} one="Converted at # rate" other="Converted at # rates" />
      </summary>
      <ul className="mt-2 grid gap-1">
        {rates.map(({ from, to, rate, on, source }) => {
          const day = format.date(on);
          return (
            <li key={`${from}${to}${on}`} className="tabular">
              {source === 'manual' ? (
                <Trans>
                  1 {from} = {rate} {to}, {day}, entered by hand
                </Trans>
              ) : (
                <Trans>
                  1 {from} = {rate} {to}, {day}, from {source}
                </Trans>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
