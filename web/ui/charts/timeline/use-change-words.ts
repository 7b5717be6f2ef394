import { useLingui } from '@lingui/react/macro';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { changeOf, shadeOfChange } from './change.ts';

/** More is not said more exactly. */
const MOST = 9.99;

export interface ChangeLook {
  /** A difference that is smaller is none. */
  least: number;
  /** What more of it is, such as `114% slower`. */
  more: (share: string) => string;
  /** And less. */
  less: (share: string) => string;
}

/** A change in words; null: there is nothing now. */
export function useChangeWords({ least, more, less }: ChangeLook) {
  const { t } = useLingui();
  const { locale } = useFormatter();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (now: number | null | undefined, before: number | null | undefined): string | null => {
    if (now == null) return null;
    const change = changeOf(now, before);
    if (before == null || change === null) return t`not there before`;
    if (shadeOfChange(now, before, least) === 0) return t`about the same`;
    const size = Math.abs(change);
    const most = percent.format(MOST);
    const share = size > MOST ? t`over ${most}` : percent.format(size);
    return change > 0 ? more(share) : less(share);
  };
}
