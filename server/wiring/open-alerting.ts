import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import { readCertificateEnd } from '#server/checks/certificate-end.ts';
import { readEgressAllow } from '#server/config/egress-allow.ts';
import { type AlertFeature, createAlertFeature } from '#server/features/alerts/alert-feature.ts';
import type { AlertHistory } from '#server/features/alerts/alert-signals.ts';
import { createHeartbeat } from '#server/features/alerts/heartbeat.ts';
import { joinHistories } from '#server/features/alerts/joined-history.ts';
import type { OwnHistory } from '#server/features/alerts/own-history.ts';
import type { ServiceCircuits } from '#server/features/channels/service-circuits.ts';
import { createAlertSignals } from './alert-signals.ts';
import { openAlertSenders } from './open-alert-senders.ts';
import type { Parts } from './open-parts.ts';

const STAND_IN_MS = 60_000;

export interface Alerting extends AlertFeature {
  start(): void;
  stop(): Promise<void>;
}

export interface AlertingDeps {
  publicUrl(): string;
  circuits: ServiceCircuits;
  /** What all instances recorded. */
  history: AlertHistory;
  /** What this one counted. */
  own: OwnHistory;
}

/** Alerts over what this installation has: its metrics, its store, its ways out. */
export function openAlerting(
  parts: Parts,
  { publicUrl, circuits, history: recorded, own }: AlertingDeps,
): Alerting {
  const { clock, store, instanceId, hostName, logOf, shared } = parts;
  const history = parts.config.history ? joinHistories(recorded, own) : own;
  const log = logOf('server');
  const heartbeat = openHeartbeat(parts);
  const feature = createAlertFeature({
    alerts: store.alerts,
    signals: createAlertSignals(parts, {
      history,
      certificateEnds: () => readCertificateEnd(parts.config.publicUrl),
    }),
    senders: openAlertSenders(parts, publicUrl, circuits),
    secrets: parts.messaging.secrets,
    async operatorAddress() {
      const userId = await store.users.findFirst();
      return userId === null ? null : ((await store.users.find(userId))?.email ?? null);
    },
    clock,
    newId: parts.newId,
    instanceId,
    log,
    ...(shared && {
      async mayStandIn() {
        const entry = { key: 'alerts:stand-in', value: hostName, timeToLive: STAND_IN_MS };
        return (await shared.values.putIfAbsent(entry)).toString() === hostName;
      },
    }),
    onEvaluated: () => heartbeat?.beat(),
  });
  let stopSampling = () => {};
  return {
    ...feature,
    start() {
      const timer = setInterval(() => own.sample(), 10_000).unref();
      own.sample();
      stopSampling = () => clearInterval(timer);
      feature.evaluator.start();
    },
    async stop() {
      stopSampling();
      await feature.evaluator.stop();
      await heartbeat?.settled();
    },
  };
}

/** The operator named that host, and so vouches for it, wherever it is. */
function openHeartbeat({ config, clock, logOf }: Parts) {
  const url = config.heartbeatUrl;
  if (url === null) return null;
  const { hostname, port, protocol } = new URL(url);
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  const allow = readEgressAllow(`${hostname}:${number}`) ?? [];
  const egress = createEgress({
    allow: [...config.egress.allow, ...allow],
    ports: config.egress.ports,
  });
  return createHeartbeat({ url, egress, clock, log: logOf('server') });
}
