import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '#server/error-code.ts';
import { AppError } from '#shared/app-error.ts';
import { createSecretBox, type SecretBox } from './secret-box.ts';
import { newToken } from './secret-token.ts';

export interface SecretSettings {
  /** What the operator chose; null: the file's. */
  readonly key: string | null;
  /** What the operator chose before. */
  readonly previous: string | null;
  readonly file: string;
  /** Where several instances share a database, a file that one of them made would be its own. */
  readonly mayMakeFile: boolean;
}

const SHORTEST = 32;

/**
 * The key is looked for when the first secret comes, and not before: an installation without any
 * needs none, and starts as it always did.
 */
export function openSecretBox(settings: SecretSettings): SecretBox {
  let opened: SecretBox | undefined;
  const box = () => {
    opened ??= createSecretBox(...readKeys(settings));
    return opened;
  };
  return {
    seal: (secret, place) => box().seal(secret, place),
    open: (sealed, place) => box().open(sealed, place),
    isCurrent: (sealed) => box().isCurrent(sealed),
    derive: (purpose, length) => box().derive(purpose, length),
    deriveAll: (purpose, length) => box().deriveAll(purpose, length),
  };
}

/** The file's key also opens after SECRET_KEY was set: what it sealed before is still there. */
function readKeys(settings: SecretSettings): [current: string, previous: string[]] {
  const ofFile = readKeyFile(settings.file);
  const previous = [settings.previous, ofFile].filter((key) => key !== null);
  if (settings.key) return [settings.key, previous];
  if (ofFile) return [ofFile, previous];
  if (settings.mayMakeFile) return [makeKeyFile(settings.file), previous];
  throw new AppError('unavailable', {
    detail:
      'Passwords and tokens cannot be kept yet. Whoever runs this installation has to set ' +
      'SECRET_KEY to the same 32 or more random characters on every instance, such as those of ' +
      'openssl rand -base64 32.',
  });
}

function readKeyFile(file: string): string | null {
  try {
    const key = readFileSync(file, 'utf8').trim();
    if (key.length >= SHORTEST) return key;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw keyFileFault(error);
  }
  throw keyFileFault();
}

/** Whole or not at all, and on the disk before anything is sealed with it; of two makers one wins. */
function makeKeyFile(file: string): string {
  const draft = `${file}.${newToken()}`;
  try {
    writeFileSync(draft, `${newToken()}\n`, { mode: 0o600, flag: 'wx', flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    syncFolder(dirname(file));
  } catch (error) {
    throw keyFileFault(error);
  }
  const key = readKeyFile(file);
  if (!key) throw keyFileFault();
  return key;
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function keyFileFault(cause?: unknown): AppError {
  return new AppError('unavailable', {
    detail:
      'The file secret-key in DATA_DIR cannot be used. Whoever runs this installation has to bring ' +
      'back the one that was there, or set SECRET_KEY.',
    cause,
  });
}
