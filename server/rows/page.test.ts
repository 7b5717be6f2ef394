import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { type Order, takePage } from './page.ts';

interface Row {
  id: string;
  /** Null: without a value. */
  key: string | null;
}

function orderBy(name: string, isDescending = false): Order<Row> {
  return {
    name,
    isDescending,
    keyOf: ({ key }) => (key === null ? [1, ''] : [0, key]),
    idOf: ({ id }) => id,
  };
}

function allPages(rows: readonly Row[], order: Order<Row>, limit: number): Row[] {
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = takePage(rows, order, { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

const rows = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 40 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(String(id).padStart(3, '0')),
        key: fc.constantFrom(null, '', 'a', 'b', 'é', '"]', '😀'),
      }),
    ),
  ),
);

describe('paging', () => {
  it('shows each row once, in one order, whatever the size of a page', () => {
    fc.assert(
      fc.property(
        rows,
        fc.boolean(),
        fc.integer({ min: 1, max: 45 }),
        (all, isDescending, limit) => {
          const order = orderBy('key', isDescending);
          const shown = allPages(all, order, limit);
          expect(shown).toEqual(allPages(all.toReversed(), order, 1_000));
          expect(new Set(shown.map(({ id }) => id)).size).toBe(all.length);
        },
      ),
    );
  });

  it('sorts by value, then by id, and keeps what has no value at the end either way', () => {
    const all = [
      { id: '1', key: null },
      { id: '3', key: 'b' },
      { id: '2', key: 'b' },
      { id: '4', key: 'a' },
      { id: '0', key: null },
    ];
    const ids = (isDescending: boolean) =>
      takePage(all, orderBy('key', isDescending), { limit: 9 }).items.map(({ id }) => id);
    expect(ids(false)).toEqual(['4', '2', '3', '0', '1']);
    expect(ids(true)).toEqual(['2', '3', '4', '0', '1']);
  });

  it('says that there is no further page when the last one is full', () => {
    const all = [
      { id: '1', key: 'a' },
      { id: '2', key: 'b' },
    ];
    expect(takePage(all, orderBy('key'), { limit: 2 }).nextCursor).toBeNull();
    expect(takePage(all, orderBy('key'), { limit: 1 }).nextCursor).not.toBeNull();
  });

  it('neither skips nor repeats what stays, when rows come and go between two pages', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ id: key, key }));
    const first = takePage(all, orderBy('key'), { limit: 2 });
    const later = [...all.filter(({ id }) => id !== 'b'), { id: '0', key: 'Z' }];
    const second = takePage(later, orderBy('key'), { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ id }) => id)).toEqual(['c', 'd']);
  });

  const made = takePage(
    [
      { id: '1', key: 'a' },
      { id: '2', key: 'b' },
    ],
    orderBy('key'),
    { limit: 1 },
  );
  it.for([
    ['nothing', ''],
    ['no base64', '!!!'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', Buffer.from('{"0":"key"}').toString('base64url')],
    ['null', Buffer.from('null').toString('base64url')],
    ['too little', Buffer.from('["key"]').toString('base64url')],
    ['a value of another type', Buffer.from('["key",0,{},"1"]').toString('base64url')],
    ['an id of another type', Buffer.from('["key",0,"a",1]').toString('base64url')],
    ['a rank of another type', Buffer.from('["key","0","a","1"]').toString('base64url')],
    ['half of one', made.nextCursor?.slice(0, 8) ?? ''],
  ])('refuses a cursor that is %s', ([, cursor]) => {
    expect(() => takePage([], orderBy('key'), { limit: 1, cursor })).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        errors: [expect.objectContaining({ pointer: '/query/cursor' })],
      }),
    );
  });

  it('refuses the cursor of another order', () => {
    const cursor = made.nextCursor ?? '';
    for (const order of [orderBy('key', true), orderBy('other')]) {
      expect(() => takePage([], order, { limit: 1, cursor })).toThrow(AppError);
    }
    expect(() => takePage([], orderBy('key'), { limit: 1, cursor })).not.toThrow();
  });
});
