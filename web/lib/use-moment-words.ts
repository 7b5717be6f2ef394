import { useMemo } from 'react';
import { durationParts } from './duration-parts.ts';
import { personLocale } from './person-locale.ts';
import { useSession } from './session.tsx';

export interface MomentWords {
  /** To the second, in the time zone of the household. */
  instant(instant: string): string;
  /** `2 min 10 sec`: its two greatest units. */
  duration(seconds: number): string;
}

/** For whoever compares what happened here with what a log says. */
export function useMomentWords(): MomentWords {
  const { timeZone } = useSession().household;
  return useMemo(() => {
    const locale = personLocale(navigator.languages);
    const instants = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone,
    });
    const inUnit = (value: number, unit: string, digits = 0) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: digits,
      }).format(value);
    return {
      instant: (instant) => instants.format(new Date(instant)),
      duration: (seconds) =>
        durationParts(seconds)
          .map((part) => inUnit(...part))
          .join(' '),
    };
  }, [timeZone]);
}
