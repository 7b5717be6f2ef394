import { createCipheriv, createECDH, hkdfSync } from 'node:crypto';

const CURVE = 'prime256v1';
const TAG_BYTES = 16;
/** Of one record, which is all that a message has. */
const RECORD_SIZE = 4_096;
/** A push service need not take more than 4,096 bytes, header and tag included (RFC 8291, 4). */
export const MOST_PUSH_BYTES = 3_993;

export interface PushReceiver {
  /** The browser's public key: an uncompressed point. */
  publicKey: Uint8Array;
  /** Its 16 bytes of secret. */
  auth: Uint8Array;
}

export interface PushRandomness {
  /** 16 bytes. */
  salt: Uint8Array;
  /** 32 bytes: a private key for this message alone. */
  privateKey: Uint8Array;
}

/**
 * A message that only one browser can read: RFC 8291, in the `aes128gcm` coding of RFC 8188.
 * @throws Error where the browser's key is no point of the curve.
 */
export function encryptPush(
  plaintext: Uint8Array,
  { publicKey: theirs, auth }: PushReceiver,
  { salt, privateKey }: PushRandomness,
): Buffer {
  const keys = createECDH(CURVE);
  keys.setPrivateKey(privateKey);
  const ours = keys.getPublicKey();
  const shared = keys.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = derive(shared, auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);

  const cipher = createCipheriv('aes-128-gcm', key, nonce, { authTagLength: TAG_BYTES });
  // 2: the last record, without padding.
  const sealed = [cipher.update(plaintext), cipher.update(Buffer.from([2])), cipher.final()];
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(RECORD_SIZE, 0);
  sizes.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, sizes, ours, ...sealed, cipher.getAuthTag()]);
}

function derive(key: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
}
