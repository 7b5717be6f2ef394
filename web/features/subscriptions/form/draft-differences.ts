import { bodyOf } from './draft-body.ts';
import type { SubscriptionDraft } from './subscription-draft.ts';

export type DraftField = keyof ReturnType<typeof bodyOf>;

/** The fields that another person changed, and whether this one did so, too. */
export function fieldsChangedMeanwhile(
  initial: SubscriptionDraft,
  mine: SubscriptionDraft,
  theirs: SubscriptionDraft,
): { field: DraftField; isMineDifferent: boolean }[] {
  const [before, here, there] = [bodyOf(initial), bodyOf(mine), bodyOf(theirs)];
  return (Object.keys(before) as DraftField[])
    .filter((field) => !isSame(before[field], there[field]))
    .map((field) => ({ field, isMineDifferent: !isSame(here[field], before[field]) }));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
