import { type Egress, EgressFailed, EgressRefused } from '#server/adapters/egress/egress.ts';
import {
  CHANNEL_LIMITS,
  type Channel,
  type ChannelAnswer,
  type ChannelMessage,
  type ChannelOutcome,
  type ChannelRequest,
  type Channels,
} from '#server/adapters/notifications/notifications.ts';
import type { Clock } from '#server/clock.ts';
import { CallTimeoutError, CircuitOpenError } from '#server/observability/circuit-breaker.ts';
import { AppError } from '#shared/app-error.ts';
import type { ChannelKind, ChannelSettings } from '#shared/schemas/channel-schemas.ts';
import type { ServiceCircuits } from './service-circuits.ts';

export type SendOutcome =
  | { readonly kind: 'delivered' }
  /** `after`: seconds, where known. `isReached`: the service answered. */
  | {
      readonly kind: 'retry';
      readonly after: number | null;
      readonly words: string;
      readonly isReached: boolean;
    }
  | { readonly kind: 'refused'; readonly isGone: boolean; readonly words: string };

export interface DeliverDeps {
  channels: Channels;
  egress: Egress;
  circuits: ServiceCircuits;
  clock: Clock;
}

/** An answer that speaks of the service itself, so that others will get the same. */
class ServiceFailing extends Error {
  readonly outcome: ChannelOutcome;

  constructor(outcome: ChannelOutcome) {
    super('The service answered that it fails');
    this.name = 'ServiceFailing';
    this.outcome = outcome;
  }
}

/** Whoever waits for a test waits no longer than this. */
const TOTAL_MS = 10_000;

/** For the circuits: what else happens is of one member's settings, or of our own load. */
export function isServiceFailure(error: unknown): boolean {
  if (error instanceof EgressFailed) return error.reason !== 'busy';
  return error instanceof ServiceFailing || error instanceof CallTimeoutError;
}

/** One request to the service of a channel, and what its answer means. Never throws for either. */
export function deliverRequest(
  deps: DeliverDeps,
  settings: ChannelSettings,
  message: ChannelMessage,
): Promise<SendOutcome> {
  const channel = deps.channels[settings.kind] as Channel<ChannelKind>;
  return deliverThrough(
    deps,
    settings,
    (now) => channel.toRequest(message, settings, now),
    channel.readAnswer,
  );
}

/** The same for a service that is no channel of members. */
export async function deliverThrough(
  { egress, circuits, clock }: Omit<DeliverDeps, 'channels'>,
  service: { kind: string },
  toRequest: (now: number) => ChannelRequest,
  readAnswer: (answer: ChannelAnswer, now: number) => ChannelOutcome,
): Promise<SendOutcome> {
  try {
    const request = toRequest(clock.now());
    return await circuits.of(service, request.url).run(async () => {
      const answer = await egress.request({
        ...request,
        limits: { ...CHANNEL_LIMITS, total: TOTAL_MS },
      });
      const outcome = readAnswer(answer, clock.now());
      if (outcome.kind === 'retry' && answer.status >= 500) throw new ServiceFailing(outcome);
      return withReach(outcome);
    });
  } catch (error) {
    return explain(error);
  }
}

function withReach(outcome: ChannelOutcome): SendOutcome {
  return outcome.kind === 'retry' ? { ...outcome, isReached: true } : outcome;
}

function explain(error: unknown): SendOutcome {
  if (error instanceof ServiceFailing) return withReach(error.outcome);
  if (error instanceof EgressRefused) return refused(error.message);
  if (error instanceof EgressFailed) return unreached(error.message);
  if (error instanceof CallTimeoutError) return unreached('The other end takes too long');
  if (error instanceof CircuitOpenError) {
    const seconds = Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
    return unreached('The last tries failed, so that this one waits', seconds);
  }
  // Settings that no request can be made of.
  if (error instanceof AppError && error.code === 'invalid-input') return refused(error.message);
  throw error;
}

function refused(words: string): SendOutcome {
  return { kind: 'refused', isGone: false, words };
}

function unreached(words: string, after: number | null = null): SendOutcome {
  return { kind: 'retry', after, words, isReached: false };
}
