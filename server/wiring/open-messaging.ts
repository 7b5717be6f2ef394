import { randomBytes } from 'node:crypto';
import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import type { Mail } from '#server/adapters/mail/mail.ts';
import { createChannels } from '#server/adapters/notifications/channels.ts';
import { type VapidKeys, vapidKeysFrom } from '#server/adapters/notifications/vapid.ts';
import type { Config } from '#server/config/config.ts';
import type { Messaging } from '#server/features/channels/channel-feature.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import {
  type CircuitBreakerOptions,
  createCircuitBreaker,
} from '#server/observability/circuit-breaker.ts';
import { openSecretBox } from '#server/secrets/open-secret-box.ts';

/** FIPS 186-5, A.2.1: 16 bytes more than a private key has. */
const SEED_BYTES = 48;
/** Longer than a request through the egress client may take, which is the limit that counts. */
const CALL_LIMIT = 20_000;

export interface MessagingDeps {
  circuits: CircuitBoard;
  mail: Mail;
  /** What circuits go by; the system's time unless a test has its own. */
  time?: Pick<CircuitBreakerOptions, 'monotonic' | 'schedule'>;
}

/** Opens what messages leave by. Nothing is read, resolved or loaded before the first one. */
export function openMessaging(config: Config, deps: MessagingDeps): Messaging {
  const { circuits, mail, time } = deps;
  const secrets = openSecretBox(config.secrets);
  let made: VapidKeys | undefined;
  const keys = () => {
    made ??= vapidKeysFrom(secrets.derive('web push', SEED_BYTES));
    return made;
  };
  return {
    egress: createEgress(config.egress),
    channels: createChannels({
      keys: {
        get publicKey() {
          return keys().publicKey;
        },
        get privateKey() {
          return keys().privateKey;
        },
      },
      subject: operatorOf(config),
      random: randomBytes,
    }),
    secrets,
    mail: config.mail.kind === 'smtp' ? mail : null,
    pushKey: () => keys().publicKey,
    openCircuit({ name, isShared, isFailure }) {
      const breaker = createCircuitBreaker({
        name,
        isFailure,
        callLimit: CALL_LIMIT,
        openFor: 5_000,
        // Alerts go this way, too: they are to be there soon after a service is back.
        maxOpenFor: 15_000,
        ...time,
      });
      // The board keeps what it watches for ever: hosts that members chose come and go.
      if (isShared) circuits.watch(breaker);
      else circuits.follow(breaker);
      return breaker;
    },
  };
}

/** RFC 8292: where a push service reaches whoever runs this. */
function operatorOf({ mail, publicUrl }: Config): string {
  if (publicUrl?.startsWith('https:')) return publicUrl;
  const [, address] = (mail.kind === 'smtp' && /([^\s<>]+@[^\s<>]+)/.exec(mail.from)) || [];
  return `mailto:${address ?? 'operator@duetide.invalid'}`;
}
