import { useLingui } from '@lingui/react/macro';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** Figures with their units, short enough for the axis of a chart. */
export function useUnits() {
  const { t } = useLingui();
  const { locale } = useFormatter();
  const write = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const short = write({ maximumSignificantDigits: 3 });
  const compact = write({ notation: 'compact', maximumSignificantDigits: 3 });
  const unit = (name: string) =>
    write({ style: 'unit', unit: name, unitDisplay: 'short', maximumSignificantDigits: 3 });
  const milliseconds = unit('millisecond');
  const bytes = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map(unit);
  const percent = write({ style: 'percent', maximumSignificantDigits: 3 });
  const signed = write({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  return {
    count: (value: number) => (value >= 10_000 ? compact : short).format(value),
    perSecond: (value: number) => {
      const text = (value >= 10_000 ? compact : short).format(value);
      return t`${text}/s`;
    },
    /** From seconds. */
    duration(value: number) {
      if (value < 1) return milliseconds.format(value * 1_000);
      const text = short.format(value);
      return t`${text} s`;
    },
    /** 0.25 is 25 %. */
    share: (value: number) => percent.format(value),
    /** 0.25 is +25 %. */
    signedShare: (value: number) => signed.format(value),
    bytes: (value: number) => {
      const power = Math.max(1, Math.min(4, Math.floor(Math.log10(Math.max(1, value)) / 3)));
      return bytes[power - 1]?.format(value / 1_000 ** power) ?? '';
    },
    cores: (value: number) => short.format(value),
  };
}
