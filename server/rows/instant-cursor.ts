import { invalidInput } from '#server/invalid-input.ts';

/** Where a page of a list ends that is sorted by an instant, then by an id. */
export interface InstantPlace {
  readonly at: string;
  readonly id: string;
}

/** The first `limit` of rows of which one more was asked for, and where the next page begins. */
export function cutPage<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => InstantPlace,
): { items: Row[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = last !== undefined && found.length > limit;
  return { items, nextCursor: hasMore ? writeCursor(placeOf(last)) : null };
}

/** @throws AppError `invalid-input` for what no `cutPage` made. */
export function readInstantCursor(cursor: string): InstantPlace {
  const [at, id] = parseArray(Buffer.from(cursor, 'base64url').toString());
  if (typeof at !== 'string' || typeof id !== 'string' || !isInstant(at)) {
    throw invalidInput('/query/cursor', 'must be the `nextCursor` of a page of this list');
  }
  return { at, id };
}

function writeCursor({ at, id }: InstantPlace): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function isInstant(text: string): boolean {
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

function parseArray(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
