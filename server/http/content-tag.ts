import { createCipheriv } from 'node:crypto';
import { etagOf } from './etag.ts';

// Authentication without secrecy: the key is as public as the answers' bytes.
const KEY = Buffer.from('Duetide ETag key');
const NONCE = Buffer.alloc(12);

/**
 * The strong entity tag of an answer. A resource's begins with its version, for `If-Match`; the
 * digest tells apart what one version answers on different days.
 * @param body the answer as it is sent
 */
export function contentTag(body: Buffer, answer: unknown): string {
  const digest = digestOf(body);
  return hasVersion(answer) ? etagOf(answer.version, digest) : `"${digest}"`;
}

/** The tag of a resource that is answered as it stands. */
export function resourceTag(resource: { version: number | null }): string {
  return contentTag(Buffer.from(JSON.stringify(resource)), resource);
}

/**
 * AES-GMAC as a checksum: 128 bits at a seventh of the cost of SHA-1, which for a page of a list
 * is as much as SQLite takes for reading a quarter of it. Whoever forges a collision deceives only
 * their own browser.
 */
function digestOf(body: Buffer): string {
  const mac = createCipheriv('aes-128-gcm', KEY, NONCE);
  mac.setAAD(body);
  mac.final();
  return mac.getAuthTag().toString('base64url');
}

/** RFC 9110, 13.1.2: `If-None-Match` compares weakly. */
export function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag) return true;
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*');
}

function hasVersion(answer: unknown): answer is { version: number } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'version' in answer &&
    typeof answer.version === 'number'
  );
}
