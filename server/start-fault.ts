import type { Config } from './config/config.ts';
import { nameOfSource } from './config/database-uri.ts';
import { CurableError } from './curable-error.ts';
import { codeOf } from './error-code.ts';

/** Why the database cannot be used; the store says it in one line. */
export function storeFault(error: unknown, { store, dataDir }: Config): CurableError {
  const reason = error instanceof Error ? error.message : String(error);
  if (store.kind === 'sqlite') return new CurableError(`DATA_DIR ${dataDir}: ${reason}`, error);
  return new CurableError(`${nameOfSource(store.uri)}: ${reason}`, error);
}

/**
 * Why nobody can listen there, and what to do.
 * @param variable that names the port.
 */
export function listenFault(
  error: unknown,
  { host, port }: Config['listen'],
  variable: 'PORT' | 'METRICS_PORT' = 'PORT',
): CurableError {
  const code = codeOf(error);
  switch (code) {
    case 'EADDRINUSE':
      return new CurableError(
        `${variable} ${port} is in use on ${host}. Stop the other program, or choose another port: ${variable}=${port + 1}.`,
        error,
      );
    case 'EACCES':
      return new CurableError(
        `${variable} ${port} is not allowed to this user. Choose one above 1023: ${variable}=${variable === 'PORT' ? 3000 : 9464}.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new CurableError(
        `HOST ${host} is no address of this machine (${code}). Choose one that is: HOST=127.0.0.1, or HOST=0.0.0.0 for all.`,
        error,
      );
    default:
      return new CurableError(
        `HOST ${host} and ${variable} ${port} cannot be listened on (${code ?? String(error)}). Choose others.`,
        error,
      );
  }
}
