/** A fault that whoever runs Duetide can cure: its message is the line to read. */
export class CurableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CurableError';
  }
}
