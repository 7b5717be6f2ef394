import { partsOf } from '#shared/dates/calendar-date.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';

export interface Level {
  /** 0 is the beginning of the month, 1 the end of its first day. */
  day: number;
  /** Charged until then, for drawing only. */
  sum: number;
}

/** How the charges of one month add up, at the end of each of its days. */
export function tideLevels(month: Pick<Calendar, 'days' | 'to'>): Level[] {
  const byDay = new Map(
    month.days.map(({ date, total }) => [partsOf(date).day, Number(total.amount)]),
  );
  const levels: Level[] = [{ day: 0, sum: 0 }];
  let sum = 0;
  for (let day = 1; day <= partsOf(month.to).day; day += 1) {
    sum += byDay.get(day) ?? 0;
    levels.push({ day, sum });
  }
  return levels;
}
