import { invalidInput } from '#server/invalid-input.ts';

/** Lower ranks come first in either direction, so that what has no value stays at the end. */
export type SortKey = readonly [rank: number, value: string | number];

/** A total order: by rank, by value in the direction asked for, then by id. */
export interface Order<Item> {
  /** Stands in the cursor: one made for another order is refused. */
  name: string;
  isDescending: boolean;
  keyOf(item: Item): SortKey;
  idOf(item: Item): string;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

interface Place {
  rank: number;
  value: string | number;
  id: string;
}

/**
 * The page that the cursor asks for. A cursor holds the place of the last item of the page before,
 * not a count, so nothing is skipped or shown twice when rows come and go.
 * @throws AppError `invalid-input` for a cursor that this order did not make.
 */
export function takePage<Item>(
  items: readonly Item[],
  order: Order<Item>,
  { limit, cursor }: PageRequest,
): Page<Item> {
  const compare = (a: Place, b: Place) => comparePlaces(a, b, order.isDescending);
  let entries = items.map((item) => {
    const [rank, value] = order.keyOf(item);
    return { rank, value, id: order.idOf(item), item };
  });
  if (cursor !== undefined) {
    const last = readCursor(cursor, order);
    entries = entries.filter((entry) => compare(entry, last) > 0);
  }
  entries.sort(compare);
  const taken = entries.slice(0, limit);
  const last = taken.at(-1);
  return {
    items: taken.map((entry) => entry.item),
    nextCursor: last && entries.length > limit ? writeCursor(order, last) : null,
  };
}

function comparePlaces(a: Place, b: Place, isDescending: boolean): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.value !== b.value) return a.value < b.value === isDescending ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function markOf(order: Pick<Order<never>, 'name' | 'isDescending'>): string {
  return order.isDescending ? `-${order.name}` : order.name;
}

function writeCursor(order: Order<never>, { rank, value, id }: Place): string {
  return Buffer.from(JSON.stringify([markOf(order), rank, value, id])).toString('base64url');
}

function readCursor(cursor: string, order: Order<never>): Place {
  const [mark, rank, value, id] = parseArray(Buffer.from(cursor, 'base64url').toString());
  const isPlace =
    mark === markOf(order) &&
    typeof rank === 'number' &&
    (typeof value === 'string' || typeof value === 'number') &&
    typeof id === 'string';
  if (!isPlace) {
    throw invalidInput('/query/cursor', 'must be the `nextCursor` of a page of this list');
  }
  return { rank, value, id };
}

function parseArray(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
