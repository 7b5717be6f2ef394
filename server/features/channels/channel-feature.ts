import type { Egress } from '#server/adapters/egress/egress.ts';
import type { Mail } from '#server/adapters/mail/mail.ts';
import type { Channels } from '#server/adapters/notifications/notifications.ts';
import type { Clock } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { CircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { SecretBox } from '#server/secrets/secret-box.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';
import type { ChannelOwner, ChannelRepository } from './channel-repository.ts';
import { registerChannelRoutes } from './channel-routes.ts';
import { type ChannelSender, createChannelSender } from './channel-sender.ts';
import { createChannelService } from './channel-service.ts';
import { isServiceFailure } from './deliver-request.ts';
import { createMessageTally } from './message-metrics.ts';
import { createServiceCircuits, type ServiceCircuits } from './service-circuits.ts';

/** What messages leave by. */
export interface Messaging {
  egress: Egress;
  channels: Channels;
  secrets: SecretBox;
  /** Null: mails of this installation reach nobody but its log. */
  mail: Mail | null;
  pushKey(): string;
  openCircuit(options: {
    name: string;
    isShared: boolean;
    isFailure(error: unknown): boolean;
  }): CircuitBreaker;
}

export interface ChannelFeatureDeps {
  channels: ChannelRepository;
  messaging: Messaging;
  metrics: Metrics;
  clock: Clock;
  publicUrl(): string;
  /** The address of a member's account; null where there is no such account any more. */
  addressOf(userId: string): Promise<string | null>;
  /** In what a member is written to. */
  localeOf(owner: ChannelOwner): Promise<ReminderLocale>;
}

export interface ChannelFeature {
  /** Of the services, for whoever else sends something there. */
  circuits: ServiceCircuits;
  sender: ChannelSender;
  registerRoutes(app: App): void;
}

/** Channels, put together from the feature's own parts. */
export function createChannelFeature(deps: ChannelFeatureDeps): ChannelFeature {
  const { channels: store, messaging, clock, publicUrl, addressOf } = deps;
  const circuits = createServiceCircuits({
    open: (name, isShared) =>
      messaging.openCircuit({ name, isShared, isFailure: isServiceFailure }),
  });
  const sender = createChannelSender({
    ...messaging,
    store,
    circuits,
    clock,
    addressOf,
    publicUrl,
    count: createMessageTally(deps.metrics),
  });
  const service = createChannelService({ channels: store, secrets: messaging.secrets, clock });
  return {
    circuits,
    sender,
    registerRoutes(app) {
      registerChannelRoutes(app, {
        channels: service,
        channelSender: sender,
        publicUrl,
        localeOf: deps.localeOf,
        pushKey: messaging.pushKey,
      });
    },
  };
}
