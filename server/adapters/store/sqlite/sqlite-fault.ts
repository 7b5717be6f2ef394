import { AppError } from '#shared/app-error.ts';

const BUSY = 5;
const CONSTRAINT_FOREIGN_KEY = 787;
const CONSTRAINT_PRIMARY_KEY = 1555;
const CONSTRAINT_UNIQUE = 2067;

/** Primary result codes (https://sqlite.org/rescode.html) → seconds until a retry makes sense. */
const UNAVAILABLE = new Map([
  [BUSY, 1],
  [6, 1], // LOCKED
  [7, 5], // NOMEM
  [8, 30], // READONLY
  [10, 30], // IOERR
  [13, 30], // FULL
  [14, 30], // CANTOPEN
  [15, 1], // PROTOCOL
]);

/** Runs one statement; what the driver throws leaves as an `AppError` where there is one for it. */
export function withFaultsTranslated<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw translateFault(error);
  }
}

/** What is no fault of the database's state or reach, such as a syntax error, comes back as it is. */
export function translateFault(error: unknown): unknown {
  if (!isDriverError(error)) return error;
  if (error.code === 'ERR_INVALID_STATE') {
    return new AppError('unavailable', { retryAfter: 30, cause: error });
  }
  const retryAfter = UNAVAILABLE.get((error.errcode ?? 0) & 0xff);
  if (retryAfter !== undefined) return new AppError('unavailable', { retryAfter, cause: error });
  switch (error.errcode) {
    case CONSTRAINT_FOREIGN_KEY:
      return new AppError('conflict', {
        detail: 'What this belongs to was deleted meanwhile.',
        cause: error,
      });
    case CONSTRAINT_PRIMARY_KEY:
    case CONSTRAINT_UNIQUE:
      return new AppError('conflict', { detail: 'It exists already.', cause: error });
    default:
      return error;
  }
}

/** Whether a translated error says that `column` (as `table.column`) would not be unique. */
export function isDuplicateOf(column: string, error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : undefined;
  return (
    isDriverError(cause) && cause.errcode === CONSTRAINT_UNIQUE && cause.message.endsWith(column)
  );
}

/** Whether the driver says that another connection holds a lock that is needed. */
export function isBusy(error: unknown): boolean {
  return isDriverError(error) && ((error.errcode ?? 0) & 0xff) === BUSY;
}

interface DriverError extends Error {
  code: string;
  errcode?: number;
}

function isDriverError(error: unknown): error is DriverError {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_SQLITE_ERROR' || error.code === 'ERR_INVALID_STATE')
  );
}
