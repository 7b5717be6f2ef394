import { ApiError } from '#web/lib/api-error.ts';

/** Of what is sent as one of several, so that each fault is told at its own field. */
export function faultsAtFields(error: unknown, begin: RegExp): unknown {
  if (!(error instanceof ApiError)) return error;
  const errors = error.errors.map(({ pointer, detail }) => ({
    pointer: pointer.replace(begin, '/'),
    detail,
  }));
  const { code, status, detail, requestId, retryAfter } = error;
  return new ApiError(code, { status, detail, requestId, errors, retryAfter, cause: error });
}
