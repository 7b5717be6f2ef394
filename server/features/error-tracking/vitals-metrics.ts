import type { Histogram, Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { WebVital } from '#shared/schemas/telemetry-schemas.ts';
import { PAGE_NAMES, type PageName, pageNameOf } from '#shared/telemetry/page-name.ts';
import { WEB_VITALS } from '#shared/telemetry/web-vitals.ts';

/** Among them the limits of what counts as good and as poor. https://web.dev/articles/vitals */
const SECONDS = [0.1, 0.2, 0.5, 0.8, 1.8, 2.5, 4, 8];
const SCORES = [0.01, 0.05, 0.1, 0.25, 0.5];
const TIMES = WEB_VITALS.filter((name) => name !== 'CLS');

/** Counts what browsers tell of how pages load and answer. */
export function createVitalsMetrics(metrics: Metrics): (vital: WebVital) => void {
  const times = metrics.histogram({
    name: 'duetide_web_vitals_seconds',
    help: 'How long pages took in browsers: until the largest part (LCP) or the first (FCP) was there, until the first byte (TTFB), until the page answered to a touch or a key (INP).',
    labels: ['page', 'vital'],
    bounds: SECONDS,
  });
  const shifts = metrics.histogram({
    name: 'duetide_web_vitals_layout_shift',
    help: 'How far what people looked at moved by itself (CLS), as a score.',
    labels: ['page'],
    bounds: SCORES,
  });
  const byName = new Map<string, Histogram>();
  for (const page of PAGE_NAMES) {
    byName.set(keyOf(page, 'CLS'), shifts.of({ page }));
    for (const vital of TIMES) byName.set(keyOf(page, vital), times.of({ page, vital }));
  }

  return ({ name, value, page }) => {
    const histogram = byName.get(keyOf(pageNameOf(page), name));
    histogram?.observe(name === 'CLS' ? value : value / 1_000);
  };
}

function keyOf(page: PageName, vital: string): string {
  return `${vital} ${page}`;
}
