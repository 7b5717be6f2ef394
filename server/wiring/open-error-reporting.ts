import { readFileSync } from 'node:fs';
import {
  createErrorReporting,
  type ErrorReporting,
  type ErrorReportingDeps,
} from '#server/observability/errors/error-reporting.ts';

/** Told of errors; whoever keeps or forwards them adds itself later. */
export function openErrorReporting(deps: Omit<ErrorReportingDeps, 'release'>): ErrorReporting {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return createErrorReporting({ ...deps, release: JSON.parse(manifest).version });
}
