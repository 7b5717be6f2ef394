import type { ReadableStream } from 'node:stream/web';
import { BackupError } from './backup-error.ts';

/** Logarithm of what a guess costs: 128 MiB and about half a second. */
const WORK_FACTOR = 17;

/** What every file of age begins with. */
export const SEAL = 'age-encryption.org/v1\n';

/** Encrypts with a key that is derived from the passphrase, as `age --passphrase` does. */
export async function sealArchive(
  plain: ReadableStream<Uint8Array>,
  passphrase: string,
  workFactor = WORK_FACTOR,
): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(normalized(passphrase));
  return encrypter.encrypt(plain);
}

/** @throws BackupError if the passphrase is another. A changed byte shows while it is read. */
export async function openArchive(
  sealed: ReadableStream<Uint8Array>,
  passphrase: string,
  file: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(normalized(passphrase));
  try {
    return (await decrypter.decrypt(sealed)) as ReadableStream<Uint8Array<ArrayBuffer>>;
  } catch (error) {
    throw new BackupError(
      `${file} was encrypted with another passphrase than BACKUP_PASSPHRASE, or its beginning is damaged.`,
      error,
    );
  }
}

/** The same letter can be typed as one code point or as two. */
function normalized(passphrase: string): string {
  return passphrase.normalize('NFC');
}
