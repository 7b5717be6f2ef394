import type { FastifyRequest } from 'fastify';
import { AppError } from '#shared/app-error.ts';

/**
 * The entity tag of a version. `variant` names what the representation depends on besides,
 * such as today; a client may send it back in `If-Match` all the same.
 */
export function etagOf(version: number, variant?: string): string {
  return variant === undefined ? `"${version}"` : `"${version}-${variant}"`;
}

// Proxies that compress turn strong tags into weak ones: those have to match as well.
const TAG = /^(?:W\/)?"(\d{1,15})(?:-[^"]*)?"$/;

/**
 * The version that `If-Match` asks for; undefined where any will do.
 * @throws AppError `version-mismatch` for a tag that no version has.
 */
export function expectedVersion(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']?.trim();
  if (header === undefined || header === '*') return undefined;
  if (/",/.test(header)) {
    throw new AppError('bad-request', { detail: 'If-Match takes one entity tag here' });
  }
  const version = TAG.exec(header)?.[1];
  if (version === undefined) throw new AppError('version-mismatch');
  return Number(version);
}
