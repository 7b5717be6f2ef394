import type { ReactNode } from 'react';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Select } from '#web/ui/select.tsx';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** `09:00`, as a person's clock shows a full hour. */
export function useHourText(): (hour: number) => string {
  const format = useFormatter();
  return (hour) => format.time(Date.UTC(2026, 0, 1, hour), 'UTC');
}

/** A full hour of the day. With `inherited`, also none of one's own. */
export function HourSelect({
  value,
  inherited,
  onChange,
}: {
  value: number | null;
  /** What stands for null. */
  inherited?: ReactNode;
  onChange: (hour: number | null) => void;
}) {
  const hourText = useHourText();
  return (
    <Select
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
    >
      {inherited && <option value="">{inherited}</option>}
      {HOURS.map((hour) => (
        <option key={hour} value={hour}>
          {hourText(hour)}
        </option>
      ))}
    </Select>
  );
}
