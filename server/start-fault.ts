import { type Config, ConfigError } from './config.ts';
import { nameOfSource } from './database-uri.ts';

/** A fault that the operator can cure: its message is the line to read. */
export class StartError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
  }
}

/** What to print for whatever kept the server from starting: a line for each cure, no stack. */
export function linesFor(error: unknown): string[] {
  if (error instanceof ConfigError) return [...error.lines];
  if (error instanceof StartError) return [error.message];
  return [`Duetide could not start. ${error instanceof Error ? error.stack : String(error)}`];
}

/** Why the database cannot be used; the store says it in one line. */
export function storeFault(error: unknown, { store, dataDir }: Config): StartError {
  const reason = error instanceof Error ? error.message : String(error);
  if (store.kind === 'sqlite') return new StartError(`DATA_DIR ${dataDir}: ${reason}`, error);
  return new StartError(`${nameOfSource(store.uri)}: ${reason}`, error);
}

/** Why nobody can listen there, and what to do. */
export function listenFault(error: unknown, { host, port }: Config['listen']): StartError {
  const code = codeOf(error);
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `PORT ${port} is in use on ${host}. Stop the other program, or choose another port: PORT=${port + 1}.`,
        error,
      );
    case 'EACCES':
      return new StartError(
        `PORT ${port} is not allowed to this user. Choose one above 1023: PORT=3000.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        `HOST ${host} is no address of this machine (${code}). Choose one that is: HOST=127.0.0.1, or HOST=0.0.0.0 for all.`,
        error,
      );
    default:
      return new StartError(
        `HOST ${host} and PORT ${port} cannot be listened on (${code ?? String(error)}). Choose others.`,
        error,
      );
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
