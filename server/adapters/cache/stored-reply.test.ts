import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWorthSharing, packReply, unpackReply } from './stored-reply.ts';

const replies = fc.record({
  body: fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
  etag: fc.string({ maxLength: 60 }).map((text) => `"${text}"`),
});

it('gives back what was packed', () => {
  fc.assert(
    fc.property(replies, (reply) => {
      expect(unpackReply(packReply(reply))).toEqual(reply);
    }),
  );
});

it('takes nothing that was changed, cut off or added to', () => {
  const damages = fc.oneof(
    fc.record({ at: fc.nat(), bit: fc.nat(7) }),
    fc.record({ length: fc.nat() }),
    fc.record({ more: fc.uint8Array({ minLength: 1, maxLength: 5 }) }),
  );
  fc.assert(
    fc.property(replies, damages, (reply, damage) => {
      let bytes = packReply(reply);
      if ('length' in damage) bytes = bytes.subarray(0, damage.length % bytes.length);
      else if ('more' in damage) bytes = Buffer.concat([bytes, damage.more]);
      else
        bytes[damage.at % bytes.length] =
          (bytes[damage.at % bytes.length] ?? 0) ^ (1 << damage.bit);
      expect(unpackReply(bytes)).toBeNull();
    }),
  );
});

it('shares nothing that would hold up the others', () => {
  expect(isWorthSharing({ body: Buffer.alloc(262_144), etag: '"1"' })).toBe(true);
  expect(isWorthSharing({ body: Buffer.alloc(262_145), etag: '"1"' })).toBe(false);
  expect(isWorthSharing({ body: Buffer.alloc(1), etag: `"${'x'.repeat(300)}"` })).toBe(false);
});
