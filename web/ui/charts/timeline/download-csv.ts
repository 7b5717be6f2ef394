import { writeCsv } from '#shared/imports/csv-writer.ts';
import { downloadText } from './download-text.ts';
import type { Steps, Values } from './points.ts';

/** Gives the figures behind a chart as a file: a row for each step, numbers as computers write them. */
export function downloadCsv(
  title: string,
  steps: Steps,
  series: readonly { label: string; values: Values; before?: Values | undefined }[],
  timeLabel: string,
): void {
  downloadText(csvOf(steps, series, timeLabel), { name: `${title}.csv`, type: 'text/csv' });
}

export function csvOf(
  { at }: Steps,
  series: readonly { label: string; values: Values; before?: Values | undefined }[],
  timeLabel: string,
): string {
  const columns = series.flatMap(({ label, values, before }) => [
    { label, values },
    ...(before ? [{ label: `${label} (before)`, values: before }] : []),
  ]);
  return writeCsv([
    [timeLabel, ...columns.map(({ label }) => label)],
    ...at.map((instant, index) => [
      new Date(instant).toISOString(),
      ...columns.map(({ values }) => String(values[index] ?? '')),
    ]),
  ]);
}
