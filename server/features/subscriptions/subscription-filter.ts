import type { z } from 'zod';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { listSubscriptionsQuery } from '#shared/schemas/subscription-schemas.ts';
import { statusOn } from '#shared/subscriptions/status.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { foldText } from '#shared/text/fold-text.ts';

type Filter = Pick<z.output<typeof listSubscriptionsQuery>, 'status' | 'categoryId' | 'tag' | 'q'>;

/** `q`: every word of it stands in the name or the notes. */
export function filterSubscriptions(
  rows: readonly Subscription[],
  { status, categoryId, tag, q }: Filter,
  today: CalendarDate,
): readonly Subscription[] {
  const words = foldText(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const tests: ((row: Subscription) => boolean)[] = [];
  if (categoryId !== undefined) tests.push((row) => row.categoryId === categoryId);
  if (tag !== undefined) tests.push((row) => row.tags.includes(tag));
  if (status !== undefined) tests.push((row) => statusOn(row, today) === status);
  if (words.length > 0) tests.push((row) => hasWords(row, words));
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}

function hasWords({ name, notes }: Subscription, words: readonly string[]): boolean {
  const text = foldText(`${name}\n${notes}`);
  return words.every((word) => text.includes(word));
}
