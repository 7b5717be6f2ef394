import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a secret belongs to, from the widest to the narrowest: it opens nowhere else. */
export type SecretPlace = readonly string[];

/** Keeps secrets so that whoever reads the database, or a backup of it, cannot read them. */
export interface SecretBox {
  /** @returns text that differs each time, even for the same secret */
  seal(secret: string, place: SecretPlace): string;
  /** @throws SecretUnreadable */
  open(sealed: string, place: SecretPlace): string;
  /** Whether it was sealed with the key that seals now. */
  isCurrent(sealed: string): boolean;
  /** Bytes that only this key gives, always the same for one purpose: the seed of another key. */
  derive(purpose: string, length: number): Uint8Array;
  /** The same, followed by those of every key that only opens any more. */
  deriveAll(purpose: string, length: number): readonly Uint8Array[];
}

/** Never tells the secret, nor whether another key would have opened it. */
export class SecretUnreadable extends Error {
  readonly reason: 'unknown-key' | 'damaged';

  constructor(reason: SecretUnreadable['reason'], cause?: unknown) {
    super(
      reason === 'unknown-key'
        ? 'A secret was sealed with a key that is not known here'
        : 'A sealed secret was damaged, or belongs elsewhere',
      { cause },
    );
    this.name = 'SecretUnreadable';
    this.reason = reason;
  }
}

interface Key {
  id: string;
  bytes: Uint8Array;
}

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^v1\.([\w-]{11})\.([\w-]+)$/;

/**
 * AES-256-GCM with a random nonce. A sealed secret names its key, so that one that was replaced
 * still opens what it sealed.
 * @param current seals; `previous` only open. Long random text each.
 */
export function createSecretBox(current: string, previous: readonly string[] = []): SecretBox {
  const sealing = deriveKey(current);
  const keys = new Map([sealing, ...previous.map(deriveKey)].map((key) => [key.id, key]));

  return {
    isCurrent: (sealed) => FORM.exec(sealed)?.[1] === sealing.id,
    derive: (purpose, length) => deriveBytes(current, purpose, length),
    deriveAll: (purpose, length) =>
      [current, ...previous].map((secret) => deriveBytes(secret, purpose, length)),

    seal(secret, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(bindingOf(sealing, place));
      const parts = [nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return [VERSION, sealing.id, Buffer.concat(parts).toString('base64url')].join('.');
    },

    open(sealed, place) {
      const [, id = '', packed = ''] = FORM.exec(sealed) ?? [];
      if (id === '') throw new SecretUnreadable('damaged');
      const key = keys.get(id);
      if (!key) throw new SecretUnreadable('unknown-key');
      const bytes = Buffer.from(packed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SecretUnreadable('damaged');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      try {
        const decipher = createDecipheriv(ALGORITHM, key.bytes, nonce, {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(bindingOf(key, place));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SecretUnreadable('damaged', cause);
      }
    },
  };
}

/** One secret of the operator's gives several that cannot be told from each other. */
function deriveBytes(secret: string, purpose: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `duetide ${purpose}`, length));
}

function deriveKey(secret: string): Key {
  const id = Buffer.from(deriveBytes(secret, 'key id', 8)).toString('base64url');
  return { id, bytes: deriveBytes(secret, 'secrets at rest', 32) };
}

/** As JSON, since lists that differ are never the same text there. */
function bindingOf({ id }: Key, place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, id, ...place]));
}
