/** Thrown by a handler that would fail again however often it is tried: nobody tries again. */
export class JobRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'JobRefused';
  }
}
