import type { AlertUnit } from './alert-rules.ts';

/** A value of a rule for people, with few digits: `4.2 %`, `1.5 s`, `3`, `13 days`. */
export function formatAlertValue(unit: AlertUnit, value: number): string {
  const rounded = (number: number) =>
    Math.abs(number) < 10 ? Math.round(number * 100) / 100 : Math.round(number);
  switch (unit) {
    case 'share':
      return `${rounded(value * 100)} %`;
    case 'seconds':
      return value >= 600 ? `${rounded(value / 60)} min` : `${rounded(value)} s`;
    case 'days':
      return `${Math.floor(value)} days`;
    case 'count':
      return String(rounded(value));
  }
}
