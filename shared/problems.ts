/**
 * Every error that the API can answer, by its code. The web app switches on the code, never on a text.
 * `isReported` marks those that an operator should see in the log as errors.
 * Shape on the wire: RFC 9457 (application/problem+json).
 */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request cannot be read', isReported: false },
  'malformed-json': { status: 400, title: 'The body is not valid JSON', isReported: false },
  'malformed-upload': { status: 400, title: 'The upload cannot be read', isReported: false },
  'not-signed-in': { status: 401, title: 'Sign in first', isReported: false },
  'wrong-credentials': {
    status: 401,
    title: 'E-mail address or password is wrong',
    isReported: false,
  },
  'wrong-password': { status: 403, title: 'The password is wrong', isReported: false },
  'foreign-origin': {
    status: 403,
    title: 'The request comes from another site',
    isReported: false,
  },
  'role-too-low': { status: 403, title: 'Your role does not allow this', isReported: false },
  'sign-up-closed': { status: 403, title: 'Sign-up is closed', isReported: false },
  'not-found': { status: 404, title: 'Not found', isReported: false },
  'method-not-allowed': { status: 405, title: 'Method not allowed', isReported: false },
  'email-taken': {
    status: 409,
    title: 'An account with this e-mail address exists',
    isReported: false,
  },
  'request-in-progress': {
    status: 409,
    title: 'A request with this key is still being worked on',
    isReported: false,
  },
  conflict: { status: 409, title: 'That does not fit the present state', isReported: false },
  'import-expired': { status: 410, title: 'The import has expired', isReported: false },
  'link-expired': { status: 410, title: 'The link has expired or was used', isReported: false },
  'link-used': { status: 410, title: 'The link was used already', isReported: false },
  'link-outdated': {
    status: 410,
    title: 'What the link is for has changed since, or is gone',
    isReported: false,
  },
  'version-mismatch': { status: 412, title: 'It was changed meanwhile', isReported: false },
  'body-too-large': { status: 413, title: 'The body is too large', isReported: false },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not supported',
    isReported: false,
  },
  'invalid-input': { status: 422, title: 'Some fields are not valid', isReported: false },
  'unreadable-file': { status: 422, title: 'The file cannot be imported', isReported: false },
  'idempotency-key-reused': {
    status: 422,
    title: 'This key was used with another request',
    isReported: false,
  },
  'rate-limited': { status: 429, title: 'Too many requests', isReported: false },
  'internal-error': { status: 500, title: 'Something went wrong on our side', isReported: true },
  unavailable: { status: 503, title: 'Not available at the moment', isReported: true },
} as const satisfies Record<string, { status: number; title: string; isReported: boolean }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One faulty field: an RFC 6901 pointer into the body, or `/query/name`, `/params/name`. */
export interface FieldFault {
  pointer: string;
  detail: string;
}

/** The body of every 4xx and 5xx answer. `type` ends in the code: `/problems/not-found`. */
export interface Problem {
  type: string;
  code: ProblemCode;
  title: string;
  status: number;
  detail?: string;
  instance: string;
  requestId: string;
  errors?: FieldFault[];
}
