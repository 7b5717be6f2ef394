import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretBox, SecretUnreadable } from './secret-box.ts';

const KEY = 'k'.repeat(32);
const OLD_KEY = 'o'.repeat(32);
const PLACE = ['household', 'channel', 'token'];

const anyPlace = fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 });
const wellFormed = fc.string({ unit: 'grapheme' });

function reasonFor(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SecretUnreadable) return error.reason;
    throw error;
  }
  return 'opened';
}

describe('a secret box', () => {
  const box = createSecretBox(KEY);

  it('gives back what was put in, where it was put', () => {
    fc.assert(
      fc.property(wellFormed, anyPlace, (secret, place) => {
        expect(box.open(box.seal(secret, place), place)).toBe(secret);
      }),
    );
  });

  it('opens nothing in another place, however alike', () => {
    fc.assert(
      fc.property(wellFormed, anyPlace, anyPlace, (secret, place, other) => {
        fc.pre(JSON.stringify(place) !== JSON.stringify(other));
        expect(reasonFor(() => box.open(box.seal(secret, place), other))).toBe('damaged');
      }),
    );
    const sealed = box.seal('secret', ['a,b', 'c']);
    expect(reasonFor(() => box.open(sealed, ['a', 'b,c']))).toBe('damaged');
  });

  it('opens nothing of which one bit was changed', () => {
    const sealed = box.seal('secret', PLACE);
    const [version, id, packed = ''] = sealed.split('.');
    const bytes = Buffer.from(packed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const text = [version, id, changed.toString('base64url')].join('.');
      expect(reasonFor(() => box.open(text, PLACE))).toBe('damaged');
    }
  });

  it('opens nothing that is cut off, or was never sealed', () => {
    const sealed = box.seal('secret', PLACE);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(reasonFor(() => box.open(sealed.slice(0, length), PLACE))).toBe('damaged');
    }
    expect(reasonFor(() => box.open(sealed.replace('v1', 'v2'), PLACE))).toBe('damaged');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(reasonFor(() => box.open(text, PLACE))).toBe('damaged');
      }),
    );
  });

  it('gives seeds that only it gives, one for each purpose', () => {
    const seed = (key: string, purpose: string) =>
      Buffer.from(createSecretBox(key).derive(purpose, 48)).toString('hex');
    expect(seed(KEY, 'a')).toBe(seed(KEY, 'a'));
    expect(new Set([seed(KEY, 'a'), seed(KEY, 'b'), seed(OLD_KEY, 'a')]).size).toBe(3);
  });

  it('gives the seeds of former keys, too, after its own', () => {
    const seeds = createSecretBox(KEY, [OLD_KEY]).deriveAll('a', 48);
    const own = [KEY, OLD_KEY].map((key) => createSecretBox(key).derive('a', 48));
    expect(seeds).toEqual(own);
  });

  it('seals the same secret differently each time, and shows nothing of it', () => {
    const sealed = Array.from({ length: 50 }, () => box.seal('hunter2-hunter2', PLACE));
    expect(new Set(sealed).size).toBe(50);
    for (const text of sealed) {
      const packed = Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('latin1');
      expect(`${text} ${packed}`).not.toContain('hunter2');
    }
  });
});

describe('another key', () => {
  const old = createSecretBox(OLD_KEY).seal('secret', PLACE);

  it('opens what the previous one sealed, where that is named', () => {
    expect(createSecretBox(KEY, [OLD_KEY]).open(old, PLACE)).toBe('secret');
  });

  it('tells what it sealed from what the previous one did', () => {
    const box = createSecretBox(KEY, [OLD_KEY]);
    const sealed = box.seal('secret', PLACE);
    expect([sealed, old, 'never sealed'].map(box.isCurrent)).toEqual([true, false, false]);
  });

  it('seals with the current one', () => {
    const sealed = createSecretBox(KEY, [OLD_KEY]).seal('secret', PLACE);
    expect(createSecretBox(KEY).open(sealed, PLACE)).toBe('secret');
    expect(reasonFor(() => createSecretBox(OLD_KEY).open(sealed, PLACE))).toBe('unknown-key');
  });

  it('says that it is another, and never gives something else', () => {
    expect(reasonFor(() => createSecretBox(KEY).open(old, PLACE))).toBe('unknown-key');
    const [, currentId] = createSecretBox(KEY).seal('', PLACE).split('.');
    const disguised = old.replace(/\.[\w-]+\./, `.${currentId}.`);
    expect(reasonFor(() => createSecretBox(KEY).open(disguised, PLACE))).toBe('damaged');
  });
});
