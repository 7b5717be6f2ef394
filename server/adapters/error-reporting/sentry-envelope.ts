import type { ErrorFacts, ReportedError } from '#server/observability/errors/error-reporting.ts';

const PLATFORMS = { server: 'node', browser: 'javascript' } as const;
/** Which host serves the pages does not matter. */
const ANY_HOST = 'app:///';

/**
 * One error in the form that Sentry takes: https://develop.sentry.dev/sdk/data-model/envelopes/.
 * It holds what was reported, which is scrubbed, and nothing of the machine.
 */
export function sentryEnvelope(error: ReportedError, environment: string): string {
  const id = error.id.replaceAll('-', '');
  const { requestId, householdId, userId, route, method, job, kind, task } = error.context;
  const tags = { request_id: requestId, household_id: householdId, method, job, kind, task };
  const event = {
    event_id: id,
    timestamp: Date.parse(error.at) / 1_000,
    platform: PLATFORMS[error.source],
    level: 'error',
    release: `duetide@${error.release}`,
    environment,
    ...(route === undefined ? {} : { transaction: route }),
    ...(userId === undefined ? {} : { user: { id: userId } }),
    tags: { ...tags, source: error.source },
    exception: { values: [error, ...error.causes].map(exceptionOf).reverse() },
  };
  const payload = JSON.stringify(event);
  const header = JSON.stringify({ event_id: id, sent_at: error.at });
  const item = JSON.stringify({ type: 'event', length: Buffer.byteLength(payload) });
  return `${header}\n${item}\n${payload}\n`;
}

function exceptionOf({ type, code, message, frames }: ErrorFacts) {
  return {
    type,
    value: code === null ? message : `${code}: ${message}`,
    stacktrace: {
      // The outermost first, the other way round than V8.
      frames: frames.toReversed().map(({ function: name, file, line, column, isOwn, lines }) => ({
        function: name ?? '?',
        filename: file,
        abs_path: `${ANY_HOST}${file}`,
        lineno: line,
        colno: column,
        in_app: isOwn,
        ...(lines && {
          pre_context: lines.before,
          context_line: lines.at,
          post_context: lines.after,
        }),
      })),
    },
  };
}
