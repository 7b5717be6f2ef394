import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentTag, isFresh, resourceTag } from './content-tag.ts';

describe('the tag of an answer', () => {
  it('is a strong entity tag of the characters that RFC 9110 allows', () => {
    expect(contentTag(Buffer.from('{}'), {})).toMatch(/^"[0-9a-z]{1,13}"$/);
  });

  it('is the same for the same bytes, and another for any others', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => {
        const isSame = Buffer.compare(left, right) === 0;
        const [leftTag, rightTag] = [left, right].map((bytes) =>
          contentTag(Buffer.from(bytes), null),
        );
        expect(leftTag === rightTag).toBe(isSame);
      }),
    );
  });

  it('changes with any byte of a long answer', () => {
    const body = Buffer.from('x'.repeat(100_000));
    const tag = contentTag(body, null);
    for (const at of [0, 1, 50_000, 99_999]) {
      const changed = Buffer.from(body);
      changed[at] = 65;
      expect(contentTag(changed, null)).not.toBe(tag);
    }
  });

  it('begins with the version of a resource', () => {
    const resource = { id: 'x', version: 7 };
    expect(resourceTag(resource)).toMatch(/^"7-[0-9a-z]{1,13}"$/);
    expect(contentTag(Buffer.from(JSON.stringify(resource)), resource)).toBe(resourceTag(resource));
  });

  it('has no version where the answer has none', () => {
    expect(resourceTag({ version: null })).toMatch(/^"[0-9a-z]{1,13}"$/);
    expect(contentTag(Buffer.from('[]'), [])).toMatch(/^"[0-9a-z]{1,13}"$/);
  });
});

describe('If-None-Match', () => {
  it.for([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['W/"b",W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ] as const)('%s is fresh for "a": %s', ([header, expected]) => {
    expect(isFresh(header, '"a"')).toBe(expected);
  });
});
