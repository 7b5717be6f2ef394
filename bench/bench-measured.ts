// node bench/bench-measured.ts: the server with METRICS_TOKEN, or without anything that counts
// requests and watches the process.
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config/config.ts';
import { addressOf } from '#server/http/listening-address.ts';
import { createLogs } from '#server/observability/logger.ts';
import { openMetrics } from '#server/wiring/open-metrics.ts';
import { openParts } from '#server/wiring/open-parts.ts';
import { type WireOptions, wire } from '#server/wiring/wire.ts';

const config = readConfig();
const parts = await openParts(config, systemClock, createLogs(config.log.levels));
const unmeasured: WireOptions & { metrics: undefined } = { metrics: undefined };
const wired = await wire(parts, config.metrics ? {} : unmeasured);
openMetrics(parts);
await wired.app.listen({ ...config.listen });
process.stdout.write(`Ready at ${addressOf(wired.app, config.listen.host)}\n`);
process.once('SIGTERM', () => void wired.close().then(() => process.exit()));
