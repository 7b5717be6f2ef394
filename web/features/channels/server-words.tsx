import { isApiError } from '#web/lib/api-error.ts';

/** What only the server knows: which setting of the installation is missing, or what is in the way. */
export function ServerWords({ error }: { error: unknown }) {
  const isOfServer = isApiError(error, 'unavailable') || isApiError(error, 'conflict');
  return isOfServer && error.detail ? <p className="text-sm">{error.detail}</p> : null;
}
