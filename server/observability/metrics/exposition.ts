import type { MetricFamily } from './metric-registry.ts';

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Everything that was counted, as Prometheus reads it. */
export function writeExposition(families: Iterable<MetricFamily>): string {
  let text = '';
  for (const { name, help, type, samples } of families) {
    text += `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}\n`;
    text += `# TYPE ${name} ${type}\n`;
    for (const sample of samples()) {
      text += `${sample.name}${sample.labels} ${formatValue(sample.value)}\n`;
    }
  }
  return text;
}

function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}
