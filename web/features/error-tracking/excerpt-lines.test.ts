import { expect, it } from 'vitest';
import { excerptLines } from './excerpt-lines.ts';

const shown = (...given: Parameters<typeof excerptLines>) =>
  excerptLines(...given).map(
    ({ number, text, isPlace }) => `${number}${isPlace ? '>' : ' '}${text}`,
  );

it('numbers the lines around a place, and moves them to the left', () => {
  const lines = { before: ['    if (a) {', ''], at: '      b();', after: ['    }', '  }'] };
  expect(shown(48, lines)).toEqual(['46   if (a) {', '47 ', '48>    b();', '49   }', '50 }']);
});

it('leaves out empty lines at the edges, but never the place', () => {
  expect(shown(3, { before: ['', '  '], at: 'a();', after: ['', 'b();', ''] })).toEqual([
    '3>a();',
    '4 ',
    '5 b();',
  ]);
  expect(shown(3, { before: ['', ''], at: '', after: [''] })).toEqual(['3>']);
});

it('begins with the first line of a file', () => {
  expect(shown(1, { before: [], at: 'a();', after: [] })).toEqual(['1>a();']);
});
