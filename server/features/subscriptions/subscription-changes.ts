import type { NewSubscription, PatchSubscription } from '#shared/schemas/subscription-schemas.ts';
import { toPricePhases } from '#shared/subscriptions/price-input.ts';
import type { PricePhase, Subscription } from '#shared/subscriptions/subscription.ts';
import { assertFactsFit } from './billing-check.ts';

const NAME_MAXIMUM = 200;
const COPY_SUFFIX = ' (copy)';
const HALF_CHARACTER = /[\uD800-\uDBFF]$/;

/** The row of a subscription that was just made. */
export function toSubscription(input: NewSubscription, id: string, now: string): Subscription {
  return {
    ...input,
    id,
    version: 1,
    prices: toPricePhases(input.prices, input.anchor),
    pauses: [],
    cancelledOn: null,
    accessUntil: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}

/**
 * A first price that begins on the anchor follows it, since it was never said apart.
 * @throws AppError `invalid-input` if the whole no longer fits together
 */
export function applyPatch(row: Subscription, patch: PatchSubscription): Subscription {
  const { prices: given, ...fields } = patch;
  const changed: Subscription = { ...row, ...withoutUndefined(fields) };
  if (given) {
    assertFactsFit(changed, { prices: given });
    return { ...changed, prices: toPricePhases(given, changed.anchor) };
  }
  const moved = { ...changed, prices: followAnchor(row, changed.anchor) };
  assertFactsFit(moved);
  return moved;
}

/** The facts again, as something new: pauses and cancellation are the other one's story. */
export function copyOf(row: Subscription, id: string, now: string): Subscription {
  const kept = row.name.slice(0, NAME_MAXIMUM - COPY_SUFFIX.length);
  return {
    ...row,
    id,
    version: 1,
    name: kept.replace(HALF_CHARACTER, '').trimEnd() + COPY_SUFFIX,
    pauses: [],
    cancelledOn: null,
    accessUntil: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}

function followAnchor(
  { anchor: old, prices }: Subscription,
  anchor: PricePhase['from'],
): readonly PricePhase[] {
  const [first, ...later] = prices;
  return first && anchor !== old && first.from === old
    ? [{ ...first, from: anchor }, ...later]
    : prices;
}

function withoutUndefined<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: Exclude<Fields[Key], undefined>;
  };
}
