import { randomBytes } from 'node:crypto';
import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import type { OtlpSend, Signal, TelemetryExport } from '#server/adapters/otlp/otlp.ts';
import { createOtlpExport } from '#server/adapters/otlp/otlp-export.ts';
import type { Config } from '#server/config/config.ts';
import { readEgressAllow } from '#server/config/egress-allow.ts';
import { ownVersion } from './own-version.ts';

type TelemetryConfig = NonNullable<Config['otlp']>;

const ANSWER_LIMIT_MS = 10_000;
const BATCH_EVERY_MS = 5_000;
const METRICS_EVERY_MS = 60_000;

/** Loaded only where OTEL_EXPORTER_OTLP_ENDPOINT is set. */
export function openTelemetry(
  config: TelemetryConfig,
  every = { batch: BATCH_EVERY_MS, metrics: METRICS_EVERY_MS },
): TelemetryExport {
  const { timeOrigin } = performance;
  return createOtlpExport({
    send: sendTo(config),
    service: { name: config.serviceName, version: ownVersion() },
    ratio: config.ratio,
    every,
    now: () => timeOrigin + performance.now(),
    startedAt: timeOrigin,
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  });
}

/**
 * The one way out, with one host open besides the public internet: the operator's own collector,
 * wherever it is. Members cannot have anything sent there, because theirs is another way.
 */
function sendTo({ endpoint, headers }: TelemetryConfig): OtlpSend {
  const { hostname, port, protocol, href } = new URL(endpoint);
  const number = Number(port || (protocol === 'https:' ? 443 : 80));
  const allow = readEgressAllow(`${hostname}:${number}`) ?? [];
  const egress = createEgress({ allow, ports: [number] });
  const base = href.replace(/\/$/, '');
  return async (signal: Signal, body) => {
    const answer = await egress.request({
      method: 'POST',
      url: `${base}/v1/${signal}`,
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      limits: { total: ANSWER_LIMIT_MS, redirects: 0, needs: 'beginning' },
    });
    return { status: answer.status, retryAfter: answer.headers.get('retry-after') ?? null };
  };
}
