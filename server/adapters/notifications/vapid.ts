import { createECDH, createPrivateKey, type ECDH, sign } from 'node:crypto';

/** Who sends: one pair for the installation, because browsers tie their subscription to it. */
export interface VapidKeys {
  /** An uncompressed point in base64url: what the web app subscribes with. */
  publicKey: string;
  privateKey: string;
}

const HOURS_VALID = 12;

/** The order of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The same pair for the same bytes, so that every instance has it and none has to keep it.
 * @param seed 48 random bytes: so many that no private key is likelier than another (FIPS 186-5, A.2.1).
 */
export function vapidKeysFrom(seed: Uint8Array): VapidKeys {
  const scalar = (BigInt(`0x${Buffer.from(seed).toString('hex')}`) % (ORDER - 1n)) + 1n;
  const keys = createECDH('prime256v1');
  keys.setPrivateKey(scalar.toString(16).padStart(64, '0'), 'hex');
  return toVapidKeys(keys);
}

export function newVapidKeys(): VapidKeys {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  return toVapidKeys(keys);
}

function toVapidKeys(keys: ECDH): VapidKeys {
  return {
    publicKey: keys.getPublicKey('base64url'),
    // It may begin with zeros, which are cut off.
    privateKey: Buffer.from(keys.getPrivateKey('hex').padStart(64, '0'), 'hex').toString(
      'base64url',
    ),
  };
}

/**
 * The `Authorization` of a request to a push service: RFC 8292.
 * @param subject `mailto:` or `https:`, where the operator can be reached.
 */
export function vapidAuthorization(
  endpoint: string,
  { publicKey, privateKey }: VapidKeys,
  subject: string,
  now: number,
): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now / 1_000) + HOURS_VALID * 3_600,
    sub: subject,
  };
  const signed = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encode).join('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString('base64url'),
  );
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', d: privateKey, x, y },
  });
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
