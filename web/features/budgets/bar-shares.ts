import type { Money } from '#shared/schemas/primitives.ts';

/** Where the parts of a budget's bar end, from 0 to 1 of its length. */
export interface BarShares {
  charged: number;
  total: number;
  limit: number;
}

/** The bar is as long as the limit, or as the total where that is more. */
export function barShares({
  limit,
  total,
  charged,
}: Readonly<Record<'limit' | 'total' | 'charged', Money>>): BarShares {
  const length = Math.max(Number(limit.amount), Number(total.amount));
  const shareOf = ({ amount }: Money) => (length > 0 ? Number(amount) / length : 0);
  return { charged: shareOf(charged), total: shareOf(total), limit: shareOf(limit) };
}
