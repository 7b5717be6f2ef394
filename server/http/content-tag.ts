import createHashes from 'xxhash-wasm';
import { etagOf } from './etag.ts';

/** XXH64: nobody gains from a collision here, and SHA-256 took a tenth of what a list costs. */
const { h64Raw } = await createHashes();

/**
 * The strong entity tag of an answer. A resource's begins with its version, for `If-Match`; the
 * digest tells apart what one version answers on different days.
 * @param body the answer as it is sent
 */
export function contentTag(body: Buffer, answer: unknown): string {
  const digest = h64Raw(body).toString(36);
  return hasVersion(answer) ? etagOf(answer.version, digest) : `"${digest}"`;
}

/** The tag of a resource that is answered as it stands. */
export function resourceTag(resource: { version: number | null }): string {
  return contentTag(Buffer.from(JSON.stringify(resource)), resource);
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
