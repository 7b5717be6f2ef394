import { isSecret, scrubText } from './scrubbed-text.ts';

/** What of an error stands in a log. */
export interface LoggableError {
  type: string;
  code?: string | number;
  message?: string;
  stack?: string;
  cause?: LoggableError;
  errors?: LoggableError[];
}

const NAME = /^[\w$.-]{1,60}$/;
/** A place in the program. Other lines of a stack are those of the message. */
const FRAME = /^ {4}at [^\n]{1,300}(:\d+:\d+|native|<anonymous>)\)?$/;
const MOST_FRAMES = 20;
const DEEPEST = 3;
const MOST_ERRORS = 3;

/**
 * Its name, code, words and place, those of what caused it, and none of its other properties:
 * drivers hang requests, rows and whole connections on theirs.
 */
export function loggableError(error: unknown, depth = DEEPEST): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const errors: unknown = error instanceof AggregateError ? error.errors : undefined;
  return {
    type: isName(name) ? name : 'Error',
    ...(typeof code === 'number' || isName(code) ? { code } : {}),
    message: scrubText(String(message)),
    ...framesOf(stack, String(message)),
    ...(cause !== undefined && depth > 0 ? { cause: loggableError(cause, depth - 1) } : {}),
    ...(Array.isArray(errors) && depth > 0
      ? { errors: errors.slice(0, MOST_ERRORS).map((each) => loggableError(each, depth - 1)) }
      : {}),
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value) && !isSecret(value);
}

function framesOf(stack: unknown, message: string): { stack?: string } {
  if (typeof stack !== 'string') return {};
  // A message may have lines that look like frames.
  const at = stack.indexOf(message);
  const below = at < 0 ? stack : stack.slice(at + message.length);
  const frames = below.split('\n').filter((line) => FRAME.test(line));
  return frames.length > 0 ? { stack: frames.slice(0, MOST_FRAMES).join('\n') } : {};
}
