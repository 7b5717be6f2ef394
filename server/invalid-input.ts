import { AppError } from '#shared/app-error.ts';

/** @param pointer RFC 6901, into the body; or `/query/name`, `/params/name` */
export function invalidInput(pointer: string, detail: string): AppError {
  return new AppError('invalid-input', { errors: [{ pointer, detail }] });
}
