import type { FieldFault, Problem, ProblemCode } from '#shared/problems.ts';

/**
 * Besides the server's codes: no answer came at all, or one that is not of this API. And where the
 * browser knows of no connection: a change needs one, an answer was not kept on this device.
 */
export type FailureCode =
  | ProblemCode
  | 'no-connection'
  | 'needs-connection'
  | 'not-kept'
  | 'unreadable-answer';

/** Why a call failed. Texts for people are made from `code`; `detail` is the server's, in English. */
export class ApiError extends Error {
  readonly code: FailureCode;
  /** 0 where no answer came. */
  readonly status: number;
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly errors: readonly FieldFault[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | null;

  constructor(
    code: FailureCode,
    facts: Partial<Pick<ApiError, 'status' | 'detail' | 'requestId' | 'errors' | 'retryAfter'>> & {
      cause?: unknown;
    } = {},
  ) {
    super(facts.detail ?? code, { cause: facts.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = facts.status ?? 0;
    this.detail = facts.detail ?? null;
    this.requestId = facts.requestId ?? null;
    this.errors = facts.errors ?? [];
    this.retryAfter = facts.retryAfter ?? null;
  }
}

export function isApiError(error: unknown, code?: FailureCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

/** Reads the problem that an answer carries. Never throws itself. */
export async function errorOfResponse(response: Response): Promise<ApiError> {
  const problem = await readProblem(response);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(problem?.code ?? codeOfStatus(response.status), {
    status: response.status,
    detail: problem?.detail ?? null,
    requestId: problem?.requestId ?? response.headers.get('x-request-id'),
    errors: problem?.errors ?? [],
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
  });
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('application/problem+json')) return null;
  try {
    return (await response.json()) as Problem;
  } catch {
    return null;
  }
}

/** A proxy before the server answers in words of its own. */
function codeOfStatus(status: number): FailureCode {
  if (status === 413) return 'body-too-large';
  if (status === 429) return 'rate-limited';
  return status >= 502 && status <= 504 ? 'unavailable' : 'unreadable-answer';
}
