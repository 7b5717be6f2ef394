import { describe, expect, test } from 'vitest';
import { isFiltering, readListSearch } from './list-search.ts';

describe('readListSearch', () => {
  test('reads what an address can say', () => {
    const search = {
      q: 'net',
      status: 'paused',
      category: 'none',
      tag: 'work',
      sort: '-monthlyCost',
      group: 'category',
      view: 'trash',
    };
    expect(readListSearch(search)).toEqual(search);
  });

  test('leaves out what makes no sense and what holds anyway', () => {
    expect(
      readListSearch({
        q: '',
        status: 'asleep',
        category: ['a'],
        sort: 'nextDueOn',
        group: 'none',
        view: 'attic',
        other: 'x',
      }),
    ).toEqual({});
  });

  test('a tag that the router read as a number is text again', () => {
    expect(readListSearch({ tag: 2026, q: 15.5 })).toEqual({ tag: '2026', q: '15.5' });
  });

  test('cuts texts that are longer than the API takes', () => {
    expect(readListSearch({ q: 'x'.repeat(300) }).q).toHaveLength(200);
  });
});

test('order and groups do not narrow the list', () => {
  expect(isFiltering({ sort: 'name', group: 'status' })).toBe(false);
  expect(isFiltering({ tag: 'work' })).toBe(true);
});
