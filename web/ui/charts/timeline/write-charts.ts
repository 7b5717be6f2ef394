import { writeCsv } from '#shared/imports/csv-writer.ts';
import type { PanelSeries, Steps, Values } from './points.ts';

/** A chart as it can be given away: all of its series, also those that are not drawn. */
export interface ShelvedChart {
  title: string;
  hint: string | undefined;
  steps: Steps;
  series: readonly PanelSeries[];
  format: (value: number) => string;
}

/** The heads of the columns, in their order. */
export interface ChartColumns {
  chart: string;
  series: string;
  start: string;
  value: string;
  shown: string;
  before: string;
  beforeShown: string;
}

/**
 * All charts of a page in one table: a row for each step of each series that has a figure, as
 * computers write it and with its unit as it is shown.
 */
export function writeChartsCsv(charts: readonly ShelvedChart[], columns: ChartColumns): string {
  const { chart, series, start, value, shown, before, beforeShown } = columns;
  const rows = charts.flatMap(({ title, steps, series: all, format }) =>
    all.flatMap((one) =>
      steps.at.flatMap((at, index) => {
        const now = one.values[index] ?? null;
        const earlier = one.before?.[index] ?? null;
        if (now === null && earlier === null) return [];
        return [
          [
            title,
            one.label,
            new Date(at).toISOString(),
            ...cellsOf(now, format),
            ...cellsOf(earlier, format),
          ],
        ];
      }),
    ),
  );
  return writeCsv([[chart, series, start, value, shown, before, beforeShown], ...rows]);
}

function cellsOf(value: number | null, format: (value: number) => string): string[] {
  return value === null ? ['', ''] : [String(value), format(value)];
}

export interface ChartsPage {
  page: string;
  /** Where the page is found again. */
  address: string;
  /** Instants in milliseconds. */
  from: number;
  to: number;
}

/** The same as JSON, with every step, and null where there is no figure. */
export function writeChartsJson(
  charts: readonly ShelvedChart[],
  { page, address, from, to }: ChartsPage,
): string {
  const written = {
    page,
    address,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    charts: charts.map(({ title, hint, steps, series, format }) => ({
      title,
      ...(hint !== undefined && { hint }),
      stepSeconds: steps.step / 1_000,
      at: steps.at.map((at) => new Date(at).toISOString()),
      series: series.map(({ label, values, before }) => ({
        name: label,
        values,
        shown: shownOf(values, format),
        ...(before && { before, beforeShown: shownOf(before, format) }),
      })),
    })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

function shownOf(values: Values, format: (value: number) => string) {
  return values.map((value) => (value === null ? null : format(value)));
}

/** `duetide-performance-2026-11-21T1042Z-2026-11-21T1142Z`: no system minds any of it. */
export function fileNameOf({ page, from, to }: Omit<ChartsPage, 'address'>): string {
  const written = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace(':', '')}Z`;
  const name = page
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return ['duetide', ...(name === '' ? [] : [name]), written(from), written(to)].join('-');
}
