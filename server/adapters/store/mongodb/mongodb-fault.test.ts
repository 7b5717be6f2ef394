import {
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoServerError,
  MongoWriteConcernError,
} from 'mongodb';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { isDuplicate, isDuplicatesOnly, translateFault } from './mongodb-fault.ts';

const serverError = (code: number, facts: object = {}) =>
  new MongoServerError({ message: 'E11000 secret internals', code, ...facts });
const bulkError = (...codes: number[]) =>
  new MongoBulkWriteError(
    { message: 'bulk', code: codes[0] ?? 0, writeErrors: codes.map((code) => ({ code }) as never) },
    { getWriteConcernError: () => undefined } as never,
  );

describe('what a driver’s error becomes', () => {
  it.each([
    ['a duplicate key', serverError(11_000), 'conflict', undefined],
    ['a primary that stepped down', serverError(189), 'unavailable', 5],
    ['a node that is no primary', serverError(10_107), 'unavailable', 5],
    ['a server that needs too long', serverError(50), 'unavailable', 1],
    ['a password that was taken away', serverError(18), 'unavailable', 30],
    ['a role that was taken away', serverError(13), 'unavailable', 30],
    ['a full disk', serverError(14_031), 'unavailable', 30],
    ['a broken connection', new MongoNetworkError('reset'), 'unavailable', 1],
    [
      'a socket that was ended while the driver wrote',
      Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
      'unavailable',
      1,
    ],
    ['a document beyond 16 MB', serverError(10_334), 'body-too-large', undefined],
    [
      'a passing fault of a code nobody knows',
      serverError(99_999, { errorLabels: ['RetryableWriteError'] }),
      'unavailable',
      1,
    ],
    [
      'a write that too few have confirmed',
      new MongoWriteConcernError({ writeConcernError: { code: 64, errmsg: 'timed out' } } as never),
      'unavailable',
      1,
    ],
  ])('for %s', (_fault, error, code, retryAfter) => {
    const translated = translateFault(error);
    expect(translated).toBeInstanceOf(AppError);
    expect(translated).toMatchObject({ code, retryAfter, cause: error });
    expect((translated as AppError).message).not.toContain('secret internals');
  });

  it('for faults of ours, itself', () => {
    for (const error of [serverError(121), new MongoInvalidArgumentError('x'), new Error('x')]) {
      expect(translateFault(error)).toBe(error);
    }
  });
});

describe('a key that is there already', () => {
  it('is known as such before and after the translation', () => {
    for (const error of [serverError(11_000), translateFault(serverError(11_000))]) {
      expect(isDuplicate(error)).toBe(true);
    }
    expect(isDuplicate(serverError(121))).toBe(false);
    expect(isDuplicate(new Error('E11000'))).toBe(false);
  });

  it('is all that went wrong with many insertions, or not', () => {
    expect(isDuplicatesOnly(translateFault(bulkError(11_000, 11_000)))).toBe(true);
    expect(isDuplicatesOnly(bulkError(11_000, 121))).toBe(false);
    expect(isDuplicatesOnly(serverError(11_000))).toBe(false);
  });
});
