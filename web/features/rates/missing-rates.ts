import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Unconverted } from '#shared/schemas/insight-schemas.ts';

export interface MissingRate {
  currency: string;
  /** The first charge that cannot be converted: a rate of that day serves all of them. */
  since: CalendarDate;
  names: string[];
}

/** Which currencies have no rate, by currency. */
export function missingRates(unconverted: readonly Unconverted[]): MissingRate[] {
  const missing = new Map<string, { since: CalendarDate; names: Set<string> }>();
  for (const { amount, on, name } of unconverted) {
    const entry = missing.get(amount.currency) ?? { since: on, names: new Set() };
    if (on < entry.since) entry.since = on;
    entry.names.add(name);
    missing.set(amount.currency, entry);
  }
  return [...missing]
    .map(([currency, { since, names }]) => ({ currency, since, names: [...names] }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
