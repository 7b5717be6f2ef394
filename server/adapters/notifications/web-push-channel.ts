import { createHash } from 'node:crypto';
import { AppError } from '#shared/app-error.ts';
import { readStatus } from './channel-answer.ts';
import { clipBytes } from './channel-text.ts';
import type { Channel, ChannelMessage } from './notifications.ts';
import { type VapidKeys, vapidAuthorization } from './vapid.ts';
import { encryptPush, MOST_PUSH_BYTES } from './web-push-encryption.ts';

export interface WebPushDeps {
  keys: VapidKeys;
  /** `mailto:` or `https:`, where a push service reaches the operator. */
  subject: string;
  random(bytes: number): Uint8Array;
}

/** Seconds for which a push service keeps a message for a browser that is off. */
const TTL = 24 * 3_600;
const MOST_TITLE_BYTES = 300;
const MOST_URL_BYTES = 1_500;
/** As many as browsers show, and what is left for them beside the text. */
const MOST_ACTIONS = 2;
const MOST_ACTION_BYTES = 600;
/** How much of the text is given up at a time: what its letters take in JSON is known only then. */
const STEP = 64;

/** RFC 8030. */
export function createWebPushChannel({ keys, subject, random }: WebPushDeps): Channel<'web-push'> {
  return {
    kind: 'web-push',

    toRequest(message, { endpoint, p256dh, auth }, now) {
      return {
        method: 'POST',
        url: endpoint,
        headers: {
          'content-type': 'application/octet-stream',
          'content-encoding': 'aes128gcm',
          ttl: String(TTL),
          urgency: message.priority ?? 'normal',
          // A second try takes the place of the first, if that still waits for the browser.
          topic: createHash('sha256').update(message.id).digest('base64url').slice(0, 32),
          authorization: vapidAuthorization(endpoint, keys, subject, now),
        },
        body: seal(payload(message), { p256dh, auth }, random),
      };
    },

    /** 404 and 410: the browser has ended the subscription. */
    readAnswer(answer, now) {
      const isGone = answer.status === 404 || answer.status === 410;
      return readStatus(answer, now, { isGone });
    },
  };
}

function seal(
  plaintext: Uint8Array,
  { p256dh, auth }: { p256dh: string; auth: string },
  random: WebPushDeps['random'],
): Uint8Array {
  const receiver = {
    publicKey: Buffer.from(p256dh, 'base64url'),
    auth: Buffer.from(auth, 'base64url'),
  };
  const once = { salt: random(16), privateKey: random(32) };
  try {
    return encryptPush(plaintext, receiver, once);
  } catch (cause) {
    throw new AppError('invalid-input', { detail: 'The key of the browser is not valid', cause });
  }
}

/** What the service worker shows. */
function payload({ id, kind, locale, title, body, url, actions = [] }: ChannelMessage): Uint8Array {
  const shown = {
    id,
    kind,
    locale,
    title: clipBytes(title, MOST_TITLE_BYTES),
    url: url && Buffer.byteLength(url) <= MOST_URL_BYTES ? url : undefined,
    actions: actions
      .filter(({ label, url }) => Buffer.byteLength(label + url) <= MOST_ACTION_BYTES)
      .slice(0, MOST_ACTIONS),
  };
  for (let most = MOST_PUSH_BYTES; ; most -= STEP) {
    const bytes = Buffer.from(
      JSON.stringify({ ...shown, body: clipBytes(body, Math.max(3, most)) }),
    );
    if (bytes.length <= MOST_PUSH_BYTES || most <= 0) return bytes;
  }
}
