import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorContext, ErrorReporting } from '#server/observability/errors/error-reporting.ts';
import { AppError } from '#shared/app-error.ts';
import { PROBLEMS, type Problem, type ProblemCode } from '#shared/problems.ts';

/** What Fastify and its plugins throw before a route is reached. */
const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
};

export interface ProblemLog {
  error(fields: object, message: string): void;
}

export type ReportError = ErrorReporting['report'];

/** Turns whatever was thrown into a problem as RFC 9457 describes it, without telling its insides. */
export function createProblemHandler(log: ProblemLog, report: ReportError = () => {}) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const known = toAppError(error);
    if (PROBLEMS[known.code].isReported) {
      log.error({ requestId: request.id, err: error }, 'request failed');
    }
    // What is away for a while is no fault of the program: its circuit tells of it.
    if (PROBLEMS[known.code].status === 500) report(error, contextOf(request));
    sendProblem(known, request, reply);
  };
}

function contextOf({ id: requestId, method, routeOptions, member }: FastifyRequest): ErrorContext {
  const { householdId, userId } = member ?? {};
  return { requestId, method, route: routeOptions.url, householdId, userId };
}

export function sendProblem(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, title } = PROBLEMS[error.code];
  const problem: Problem = {
    type: `/problems/${error.code}`,
    code: error.code,
    title,
    status,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    instance: pathOf(request.url),
    requestId: request.id,
    ...(error.errors === undefined ? {} : { errors: [...error.errors] }),
  };
  if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter));
  reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problem);
}

export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError('internal-error');
  const { code, statusCode = 500 } = error as FastifyError;
  const known = FASTIFY_CODES[code];
  if (known) return new AppError(known);
  // Of static files: a path that leads out of the folder, or to no file in it.
  if (statusCode === 403 || statusCode === 404) return new AppError('not-found');
  return new AppError(statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal-error');
}
