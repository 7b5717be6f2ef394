import { useMemo } from 'react';
import { CURRENCY_CODES } from '#shared/money/currencies.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Combobox } from './combobox.tsx';

/** A currency by its name or its code. */
export function CurrencyPicker({
  value,
  onChange,
}: {
  value: string;
  onChange: (currency: string) => void;
}) {
  const format = useFormatter();
  const options = useMemo(
    () =>
      CURRENCY_CODES.map((code) => ({
        value: code,
        label: `${format.currencyName(code)} (${code})`,
      })).sort((a, b) => a.label.localeCompare(b.label, format.locale)),
    [format],
  );
  return <Combobox value={value} options={options} onChange={onChange} />;
}
