import { isApiError } from './api-error.ts';

/**
 * The faults of a refused form by field: `/prices/0/amount` becomes `prices.0.amount`. Several
 * faults of one field are joined.
 */
export function fieldErrors(error: unknown): Record<string, string> {
  const byField: Record<string, string> = {};
  if (!isApiError(error)) return byField;
  for (const { pointer, detail } of error.errors) {
    const field = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      .join('.');
    byField[field] = byField[field] ? `${byField[field]}; ${detail}` : detail;
  }
  return byField;
}
