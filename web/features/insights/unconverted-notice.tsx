import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Unconverted } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';

/** What is missing from the totals, why, and what helps. Nothing if nothing is missing. */
export function UnconvertedNotice({
  unconverted,
  baseCurrency,
}: {
  unconverted: readonly Unconverted[];
  baseCurrency: string;
}) {
  const format = useFormatter();
  if (unconverted.length === 0) return null;
  const currencies = format.list([...new Set(unconverted.map(({ amount }) => amount.currency))]);
  const since = unconverted.map(({ on }) => on).sort()[0];
  const names = format.list([...new Set(unconverted.map(({ name }) => name))]);
  return (
    <Notice
      tone="warning"
      title={
        <Plural
          value={unconverted.length}
          one="# charge is missing from these totals"
          other="# charges are missing from these totals"
        />
      }
      action={
        <Link
          to="/settings/$section"
          params={{ section: 'rates' }}
          search={{ currency: unconverted[0]?.amount.currency, since }}
          className={TEXT_LINK}
        >
          <Trans>Enter the rate</Trans>
        </Link>
      }
    >
      <Trans>
        Nobody told Duetide what {currencies} is worth in {baseCurrency}, so {names} is left out
        rather than guessed.
      </Trans>
    </Notice>
  );
}
