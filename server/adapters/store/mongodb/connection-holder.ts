import type { Db } from 'mongodb';
import { AppError } from '#shared/app-error.ts';
import type { MongodbConnection } from './mongodb-connection.ts';
import { translateFault } from './mongodb-fault.ts';

/** How long calls on a connection that is being given up may take to end. */
const DRAIN_LIMIT_MS = 10_000;

interface Held {
  readonly connection: MongodbConnection;
  calls: number;
  /** Called when the last call ends, once nobody makes new ones. */
  onIdle: (() => void) | null;
}

/** The connection in use. Each call keeps the one that it began with. */
export interface ConnectionHolder {
  /** Errors are translated. */
  use<Result>(call: (db: Db) => Promise<Result>): Promise<Result>;
  /** From now on calls go to `next`; resolves when those on the old have ended and it is closed. */
  swap(next: MongodbConnection): Promise<void>;
  /** Calls from now on are refused; calling it again is harmless. */
  close(): Promise<void>;
}

export function createConnectionHolder(first: MongodbConnection): ConnectionHolder {
  let current: Held | null = hold(first);

  return {
    async use(call) {
      const held = current;
      if (!held) throw new AppError('unavailable', { retryAfter: 30 });
      held.calls += 1;
      try {
        return await call(held.connection.db);
      } catch (error) {
        throw translateFault(error);
      } finally {
        held.calls -= 1;
        if (held.calls === 0) held.onIdle?.();
      }
    },
    async swap(next) {
      const old = current;
      if (!old) {
        await next.client.close();
        throw new AppError('unavailable', { retryAfter: 30 });
      }
      current = hold(next);
      await giveUp(old);
    },
    async close() {
      const old = current;
      current = null;
      if (old) await giveUp(old);
    },
  };
}

function hold(connection: MongodbConnection): Held {
  return { connection, calls: 0, onIdle: null };
}

async function giveUp(held: Held): Promise<void> {
  if (held.calls > 0) {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.onIdle = resolve;
    const limit = setTimeout(resolve, DRAIN_LIMIT_MS);
    await promise;
    clearTimeout(limit);
  }
  await held.connection.client.close();
}
