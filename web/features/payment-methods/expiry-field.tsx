import { Trans, useLingui } from '@lingui/react/macro';
import { partsOf } from '#shared/dates/calendar-date.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Select } from '#web/ui/select.tsx';

const YEARS_AHEAD = 15;

/** The last month in which a card works; the form has it as `expiryMonth` and `expiryYear`. */
export function ExpiryField({ initial }: { initial: string | null }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { year: present } = partsOf(useToday());
  const [initialYear = '', initialMonth = ''] = initial?.split('-') ?? [];
  const years = Array.from({ length: YEARS_AHEAD + 2 }, (_, at) => String(present - 1 + at));
  if (initialYear !== '' && !years.includes(initialYear)) years.unshift(initialYear);
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-semibold">
        <Trans>Works until the end of</Trans>
      </legend>
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-2">
        <Select name="expiryMonth" aria-label={t`Month`} defaultValue={initialMonth}>
          <option value="">{t`Month`}</option>
          {months.map((month) => (
            <option key={month} value={month}>
              {month} · {format.month(`2026-${month}`)}
            </option>
          ))}
        </Select>
        <Select name="expiryYear" aria-label={t`Year`} defaultValue={initialYear}>
          <option value="">{t`Year`}</option>
          {years.map((year) => (
            <option key={year}>{year}</option>
          ))}
        </Select>
      </div>
    </fieldset>
  );
}
