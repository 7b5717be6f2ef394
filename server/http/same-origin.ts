import type { FastifyRequest } from 'fastify';
import { AppError } from '#shared/app-error.ts';

const OWN_SITE = new Set(['same-origin', 'none']);

/**
 * Refuses what a page of another site makes a browser send (CSRF). Every browser of the last years
 * sends `Sec-Fetch-Site` or, with an unsafe method, `Origin`; a request with neither comes from a
 * program, which no foreign page can steer. The same rule as Go's `http.CrossOriginProtection`.
 */
export function createSameOriginCheck(
  publicOrigin: string | null,
): (request: FastifyRequest) => void {
  return ({ headers }) => {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) {
      if (typeof site === 'string' && OWN_SITE.has(site)) return;
      throw foreign();
    }
    const { origin, host } = headers;
    if (origin === undefined || origin === publicOrigin || hostOf(origin) === host) return;
    throw foreign();
  };
}

function foreign(): AppError {
  return new AppError('foreign-origin', {
    detail: 'Only pages of this server may change anything here',
  });
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
