import type { Logger } from 'pino';
import { repeat } from './resilience/repeat.ts';

/*
 * A file is read again every few seconds, not watched: editors replace it, Kubernetes swaps a
 * symbolic link two levels up, and network drives tell nobody.
 */
const LOOK_EVERY_MS = 5_000;

/** Replaces the connection to the database while the server goes on. */
export interface DatabaseRotation {
  /**
   * Connects anew with the string that applies now, also if it is the one in use.
   * @throws Error of one line; the connection in use stays then.
   */
  rotate(): Promise<void>;
  /** Does so if the string is another than the one in use; what fails is logged and tried again. */
  follow(): Promise<void>;
}

export interface RotationDeps {
  /** The string that the connection was made with. */
  inUse: string;
  /** @throws Error of one line */
  readUri(): string;
  /** @throws Error of one line */
  reconnect(uri: string): Promise<void>;
  log: Pick<Logger, 'info' | 'error'>;
}

export function createDatabaseRotation({
  inUse,
  readUri,
  reconnect,
  log,
}: RotationDeps): DatabaseRotation {
  let current = inUse;
  let lastFailure: string | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two at once might end with the older string. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function connectTo(uri: string): Promise<void> {
    await reconnect(uri);
    current = uri;
    lastFailure = null;
  }

  return {
    rotate: () => inTurn(async () => connectTo(readUri())),
    follow: () =>
      inTurn(async () => {
        try {
          const uri = readUri();
          if (uri !== current) await connectTo(uri);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          // The same failure every few seconds tells nobody more than the first one.
          if (reason !== lastFailure) log.error({ reason }, 'database connection not replaced');
          lastFailure = reason;
        }
      }),
  };
}

/** Follows the file, and connects anew on SIGHUP. @returns how to stop. */
export function followDatabase(
  rotation: DatabaseRotation | null,
  log: Pick<Logger, 'error'>,
): () => void {
  if (!rotation) return () => {};
  const onHangUp = () => {
    rotation
      .rotate()
      .catch(({ message: reason }) => log.error({ reason }, 'database connection not replaced'));
  };
  process.on('SIGHUP', onHangUp);
  const stopLooking = repeat('follow database', LOOK_EVERY_MS, rotation.follow, log);
  return () => {
    process.off('SIGHUP', onHangUp);
    stopLooking();
  };
}
