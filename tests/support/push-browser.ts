import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** The keys of a browser that has subscribed, and how it reads what comes: RFC 8291 and 8188. */
export interface PushBrowser {
  p256dh: string;
  auth: string;
  /** The message, which is JSON. */
  read(body: Buffer): unknown;
}

export function createPushBrowser(): PushBrowser {
  const keys = createECDH('prime256v1');
  const publicKey = keys.generateKeys();
  const auth = randomBytes(16);
  return {
    p256dh: publicKey.toString('base64url'),
    auth: auth.toString('base64url'),
    read(body) {
      const [salt, size, sender] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]];
      if (size !== 4_096 || sender !== 65) throw new Error('That is no header of a push message');
      const from = body.subarray(21, 86);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, from]);
      const secret = hkdfSync('sha256', keys.computeSecret(from), auth, info, 32);
      const derive = (name: string, length: number) =>
        Buffer.from(
          hkdfSync('sha256', Buffer.from(secret), salt, `Content-Encoding: ${name}\0`, length),
        );
      const decipher = createDecipheriv(
        'aes-128-gcm',
        derive('aes128gcm', 16),
        derive('nonce', 12),
        { authTagLength: 16 },
      );
      decipher.setAuthTag(body.subarray(-16));
      const text = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
      if (text.at(-1) !== 2) throw new Error('That is not the last record of a message');
      return JSON.parse(text.subarray(0, -1).toString('utf8'));
    },
  };
}
