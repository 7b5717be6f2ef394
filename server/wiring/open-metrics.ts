import { recordRuntime } from '#server/observability/metrics/runtime-metrics.ts';
import { listenFault } from '#server/start-fault.ts';
import type { Parts } from './open-parts.ts';
import { ownVersion } from './own-version.ts';
import { recordOwnUpkeep } from './record-upkeep.ts';

export interface OpenMetrics {
  /**
   * Where metrics have a port of their own, from now on they can be read there.
   * @throws CurableError that names the variable and the cure.
   */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** Measures the process itself, as alerts and the console ask for it, and shows it as `config` says. */
export function openMetrics(
  parts: Pick<Parts, 'config' | 'metrics' | 'store' | 'logOf'>,
): OpenMetrics {
  const { config, metrics, logOf } = parts;
  const stops = [recordRuntime({ metrics, version: ownVersion() }), recordOwnUpkeep(parts)];
  let closeServer = async () => {};

  return {
    async listen() {
      const { metrics: place, listen } = config;
      if (place?.kind !== 'own-port') return;
      const { createMetricsServer } = await import(
        '#server/observability/metrics/metrics-server.ts'
      );
      const log = logOf('server');
      const server = createMetricsServer({ metrics, token: place.token, log });
      closeServer = () => server.close();
      const { host } = listen;
      try {
        const address = await server.listen({ host, port: place.port });
        log.info({ port: Number(new URL(address).port) }, 'metrics can be read');
      } catch (error) {
        throw listenFault(error, { host, port: place.port }, 'METRICS_PORT');
      }
    },
    async close() {
      for (const stop of stops) stop();
      await closeServer();
    },
  };
}
