import { readFileSync } from 'node:fs';
import type { UriSource } from './config.ts';
import { mongodbUriFault } from './mongodb-uri.ts';

/**
 * The connection string that applies now.
 * @throws Error of one line, without the string.
 */
export function readUri(source: UriSource): string {
  if (source.kind === 'fixed') return source.uri;
  const uri = contentOf(source.file).trim();
  const fault = mongodbUriFault(uri);
  if (fault) throw new Error(`what is in ${source.file} ${fault}`);
  return uri;
}

/** The variable that it comes from. */
export function nameOfSource(source: UriSource): string {
  return source.kind === 'file' ? 'MONGODB_URI_FILE' : 'MONGODB_URI';
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(`${file} cannot be read (${code})`, { cause: error });
  }
}
