import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from './fold-text.ts';

it.for<[text: string, folded: string]>([
  ['Élan Vital', 'elan vital'],
  ['SPOTIFY', 'spotify'],
  ['Zürich', 'zurich'],
  ['İstanbul', 'istanbul'],
  ['ﬁnance ２４', 'finance 24'],
  ['Ελλάδα', 'ελλαδα'],
  ['Cafe\u0301', 'cafe'],
  ['日本経済新聞', '日本経済新聞'],
  ['', ''],
])('folds %s to %s', ([text, folded]) => {
  expect(foldText(text)).toBe(folded);
});

it('is the same for a text however its accents are encoded, and folds once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const folded = foldText(text);
      expect(foldText(text.normalize('NFD'))).toBe(folded);
      expect(foldText(text.normalize('NFC'))).toBe(folded);
      expect(foldText(folded)).toBe(folded);
    }),
  );
});
