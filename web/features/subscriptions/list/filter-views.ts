import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { foldText } from '#shared/text/fold-text.ts';
import { type ListSearch, NO_CATEGORY } from './list-search.ts';

/** Those that the search asks for, in their order: `q` word by word in name, notes and tags. */
export function filterViews(
  views: readonly SubscriptionView[],
  { q, status, category, tag }: ListSearch,
): readonly SubscriptionView[] {
  const words = foldText(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const tests: ((view: SubscriptionView) => boolean)[] = [];
  if (status) tests.push((view) => view.status === status);
  if (category) tests.push((view) => (view.categoryId ?? NO_CATEGORY) === category);
  if (tag) tests.push((view) => view.tags.includes(tag));
  if (words.length > 0) tests.push((view) => hasWords(view, words));
  return tests.length === 0 ? views : views.filter((view) => tests.every((test) => test(view)));
}

/** Every tag in use, with how often, in alphabetical order. */
export function tagCounts(views: readonly SubscriptionView[]): [tag: string, count: number][] {
  const counts = new Map<string, number>();
  for (const tag of views.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}

/** Folding is the dear part, and views stay the same from one key press to the next. */
const folded = new WeakMap<SubscriptionView, string>();

function hasWords(view: SubscriptionView, words: readonly string[]): boolean {
  let text = folded.get(view);
  if (text === undefined) {
    text = foldText(`${view.name}\n${view.notes}\n${view.tags.join('\n')}`);
    folded.set(view, text);
  }
  return words.every((word) => text.includes(word));
}
