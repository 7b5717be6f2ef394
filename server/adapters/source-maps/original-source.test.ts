import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOriginalSource } from './original-source.ts';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n');

describe('lines around a place', () => {
  it('are five before and five after', () => {
    const lines = createOriginalSource('a.ts', numbered(30)).linesAt(12, 0);
    expect(lines).toEqual({
      before: [7, 8, 9, 10, 11].map((line) => `line ${line}`),
      at: 'line 12',
      after: [13, 14, 15, 16, 17].map((line) => `line ${line}`),
    });
  });

  it('are those that there are', () => {
    const source = createOriginalSource('a.ts', numbered(2));
    expect(source.linesAt(1, 0)).toEqual({ before: [], at: 'line 1', after: ['line 2'] });
    expect(source.linesAt(2, 0)).toEqual({ before: ['line 1'], at: 'line 2', after: [] });
    expect(source.linesAt(3, 0)).toBeUndefined();
    expect(source.linesAt(0, 0)).toBeUndefined();
  });

  it('hold the place and are short, however long the line is', () => {
    fc.assert(
      fc.property(fc.nat(5_000), (column) => {
        const line = `${'a'.repeat(column)}!${'b'.repeat(5_000 - column)}`;
        const lines = createOriginalSource('a.js', `${line}\n${line}`).linesAt(2, column);
        expect(lines?.at).toContain('!');
        expect(lines?.at.length).toBe(200);
        expect(lines?.before[0]?.length).toBe(200);
      }),
    );
  });
});

describe('the function around a place', () => {
  const TEXT = `function outer() {
  const inner = () => 1;
  return 2;
}
3;`;

  it.each([
    [1, 0, 'outer'],
    [2, 21, 'inner'],
    [3, 2, 'outer'],
    [5, 0, null],
    [99, 0, null],
  ])('in line %i at %i is %s', (line, column, name) => {
    expect(createOriginalSource('a.ts', TEXT).functionAt(line, column)).toBe(name);
  });

  it('is not looked for in what is very long', () => {
    const long = `${TEXT}\n// ${'x'.repeat(200_000)}`;
    expect(createOriginalSource('a.ts', long).functionAt(3, 2)).toBeNull();
  });
});
