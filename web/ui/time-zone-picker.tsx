import { useMemo } from 'react';
import { Combobox } from './combobox.tsx';

/** An IANA time zone by its place; browsers do not list every alias, so the present one is added. */
export function TimeZonePicker({
  value,
  onChange,
}: {
  value: string;
  onChange: (timeZone: string) => void;
}) {
  const options = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', value]);
    return [...zones].sort().map((zone) => ({ value: zone, label: readable(zone) }));
  }, [value]);
  return <Combobox value={value} options={options} onChange={onChange} />;
}

/** `America/Argentina/Buenos_Aires` becomes `Buenos Aires (America / Argentina)`. */
function readable(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/');
  const place = parts.pop() ?? zone;
  return parts.length === 0 ? place : `${place} (${parts.join(' / ')})`;
}
