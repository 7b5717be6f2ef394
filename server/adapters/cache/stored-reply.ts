import { crc32 } from 'node:zlib';
import type { CachedReply } from './cache.ts';

/** Changes with the form, so that two releases of the program can share a server. */
const FORM = 1;
const HEAD_BYTES = 10;
const LARGEST_BODY = 262_144;

/** A reply as bytes: form, length of the tag, length of the body, checksum of both, tag, body. */
export function packReply({ body, etag }: CachedReply): Buffer {
  const tag = Buffer.from(etag);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(FORM, 0);
  head.writeUInt8(tag.length, 1);
  head.writeUInt32LE(body.length, 2);
  head.writeUInt32LE(crc32(body, crc32(tag)), 6);
  return Buffer.concat([head, tag, body]);
}

/** Null for what is not whole, or was not written by us. */
export function unpackReply(bytes: Buffer): CachedReply | null {
  if (bytes.length < HEAD_BYTES || bytes.readUInt8(0) !== FORM) return null;
  const bodyAt = HEAD_BYTES + bytes.readUInt8(1);
  if (bytes.length !== bodyAt + bytes.readUInt32LE(2)) return null;
  const tag = bytes.subarray(HEAD_BYTES, bodyAt);
  const body = bytes.subarray(bodyAt);
  if (crc32(body, crc32(tag)) !== bytes.readUInt32LE(6)) return null;
  return { body, etag: tag.toString() };
}

/** Not tags whose length does not fit, nor bodies that would hold up everybody else's answers. */
export function isWorthSharing({ body, etag }: CachedReply): boolean {
  return Buffer.byteLength(etag) <= 255 && body.length <= LARGEST_BODY;
}
