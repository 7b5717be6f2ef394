import { resolve } from 'node:path';
import { CurableError } from '#server/curable-error.ts';
import type { StoreConfig } from './config.ts';
import { mongodbUriFault } from './mongodb-uri.ts';

export type StorePlace =
  | Extract<StoreConfig, { kind: 'sqlite' }>
  | Pick<Extract<StoreConfig, { kind: 'mongodb' }>, 'kind' | 'uri'>;

/**
 * A database as an operator names it in a command: `sqlite:./data/duetide.db`, a connection string
 * of MongoDB, or `file:` and the path of a file that holds one.
 * @throws CurableError
 */
export function readStorePlace(text: string): StorePlace {
  const [, scheme, path = ''] = /^(sqlite|file):(?:\/\/)?(.+)$/.exec(text) ?? [];
  if (scheme === 'sqlite') return { kind: 'sqlite', file: resolve(path) };
  if (scheme === 'file') return { kind: 'mongodb', uri: { kind: 'file', file: resolve(path) } };
  if (!/^mongodb(\+srv)?:/.test(text)) {
    throw new CurableError(
      'A database is named as sqlite:./data/duetide.db, as mongodb://… or mongodb+srv://…, or as file:PATH of a file that holds a connection string.',
    );
  }
  const fault = mongodbUriFault(text);
  // What may hold a password is not repeated.
  if (fault) throw new CurableError(`The connection string of MongoDB ${fault}.`);
  return { kind: 'mongodb', uri: { kind: 'fixed', uri: text } };
}
