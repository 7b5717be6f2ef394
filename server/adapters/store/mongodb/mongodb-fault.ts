import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from 'mongodb';
import { AppError } from '#shared/app-error.ts';

const DUPLICATE_KEY = 11_000;
const TOO_LARGE = new Set([10_334, 17_419, 17_420]);

/**
 * Codes that tell of the database's state, not of the command's faults → seconds until a retry
 * makes sense. https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
 */
const UNAVAILABLE = new Map([
  [6, 1], // HostUnreachable
  [7, 1], // HostNotFound
  [13, 30], // Unauthorized: its role or password was taken away
  [18, 30], // AuthenticationFailed
  [43, 1], // CursorNotFound
  [50, 1], // MaxTimeMSExpired
  [64, 1], // WriteConcernFailed
  [89, 1], // NetworkTimeout
  [91, 5], // ShutdownInProgress
  [100, 5], // UnsatisfiableWriteConcern
  [112, 1], // WriteConflict
  [134, 5], // ReadConcernMajorityNotAvailableYet
  [189, 5], // PrimarySteppedDown
  [202, 1], // NetworkInterfaceExceededTimeLimit
  [234, 1], // RetryChangeStream
  [262, 1], // ExceededTimeLimit
  [292, 30], // QueryExceededMemoryLimitNoDiskUseAllowed
  [462, 1], // IngressRequestRateLimitExceeded
  [8_000, 30], // AtlasError: quota, paused or wrong credentials
  [9_001, 1], // SocketException
  [10_058, 5], // NotPrimaryNoSecondaryOk (legacy)
  [10_107, 5], // NotWritablePrimary
  [11_600, 5], // InterruptedAtShutdown
  [11_602, 5], // InterruptedDueToReplStateChange
  [13_435, 5], // NotPrimaryNoSecondaryOk
  [13_436, 5], // NotPrimaryOrSecondary
  [14_031, 30], // OutOfDiskSpace
]);

/** Of these, those after which reading again at once makes sense: the specification of retryable reads. */
const READ_AGAIN = new Set([
  6, 7, 89, 91, 134, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/** Errors of the driver itself, by name: it could not reach the server, or not in time. */
const AWAY = new Set([
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'MongoNotConnectedError',
  'MongoOperationTimeoutError',
  'MongoServerClosedError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
]);

/** Errors of the socket, by code: the driver lets those through as they are that come while it writes. */
const BROKEN_SOCKET = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTCONN',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
]);

/** Whether a row with such a key is there already. */
export function isDuplicate(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof MongoServerError && cause.code === DUPLICATE_KEY;
}

/** Whether of many insertions only those failed whose keys are there already. */
export function isDuplicatesOnly(error: unknown): boolean {
  return duplicatesIn(error) !== null;
}

/** How many keys of many insertions were there already; null where something else failed, too. */
export function duplicatesIn(error: unknown): number | null {
  return duplicatePlacesIn(error)?.size ?? null;
}

/** Which of many insertions had keys that were there already; null where something else failed, too. */
export function duplicatePlacesIn(error: unknown): ReadonlySet<number> | null {
  const cause = error instanceof AppError ? error.cause : error;
  if (!(cause instanceof MongoBulkWriteError)) return null;
  const faults = [cause.writeErrors].flat();
  const areAll = faults.every(({ code }) => code === DUPLICATE_KEY);
  if (!areAll || cause.result.getWriteConcernError() !== undefined) return null;
  return new Set(faults.map(({ index }) => index));
}

/** Whether another server, or the same in a moment, may answer what this one did not. */
export function mayAskAgain(error: unknown): boolean {
  if (error instanceof MongoNetworkError) return true;
  return error instanceof MongoServerError && READ_AGAIN.has(Number(error.code));
}

/** What is no fault of the database's state or reach, such as a wrong command, comes back as it is. */
export function translateFault(error: unknown): unknown {
  if (isBrokenSocket(error)) return new AppError('unavailable', { retryAfter: 1, cause: error });
  if (!(error instanceof MongoError)) return error;
  const retryAfter = secondsUntilRetry(error);
  if (retryAfter !== undefined) return new AppError('unavailable', { retryAfter, cause: error });
  if (error.code === DUPLICATE_KEY) {
    return new AppError('conflict', { detail: 'It exists already.', cause: error });
  }
  if (TOO_LARGE.has(Number(error.code))) return new AppError('body-too-large', { cause: error });
  return error;
}

function isBrokenSocket(error: unknown): boolean {
  return error instanceof Error && 'code' in error && BROKEN_SOCKET.has(String(error.code));
}

function secondsUntilRetry(error: MongoError): number | undefined {
  if (error instanceof MongoServerSelectionError) return 5;
  if (error instanceof MongoNetworkError || AWAY.has(error.name)) return 1;
  const known = UNAVAILABLE.get(Number(error.code));
  if (known !== undefined) return known;
  const isPassing =
    error instanceof MongoWriteConcernError || error.hasErrorLabel('RetryableWriteError');
  return isPassing ? 1 : undefined;
}
