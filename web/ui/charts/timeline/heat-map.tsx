import type { ReactNode } from 'react';
import { useElementWidth } from '../use-element-width.ts';
import { colorOfChange, shadeOfChange } from './change.ts';
import { ChartPanel } from './chart-panel.tsx';
import { heatOf } from './heat.ts';
import { HEAT_ROW, type HeatCell, HeatCells } from './heat-cells.tsx';
import { ChangeLegend, LESS_HEIGHT, ValueLegend } from './heat-legend.tsx';
import { type Steps, stepOf, type Values } from './points.ts';
import { ReadingSurface } from './reading-surface.tsx';
import { usePointedAt } from './timeline.tsx';
import { type ChangeLook, useChangeWords } from './use-change-words.ts';
import { useDescription } from './use-description.ts';

export interface HeatRow {
  key: string;
  label: string;
  /** The label as it is shown, such as a link. */
  name: ReactNode;
  values: Values;
  /** The same length of time before, at the same steps. */
  before?: Values | undefined;
}

const NARROW = 640;

/** One row for each thing, one cell for each step: its value, or how it differs from before. */
export function HeatMap({
  title,
  hint,
  steps,
  rows,
  others = [],
  limits,
  format,
  change,
  showsChange,
  action,
  note,
}: {
  title: string;
  hint: string;
  steps: Steps;
  rows: readonly HeatRow[];
  /** Not drawn, and yet in the table and the file. */
  others?: readonly HeatRow[];
  /** Ascending: from each on a cell is a shade stronger. */
  limits: readonly number[];
  format: (value: number) => string;
  change: ChangeLook;
  /** Whether the cells show what changed since before. */
  showsChange: boolean;
  action?: ReactNode;
  note?: ReactNode;
}) {
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const wordsOf = useDescription(steps, rows, format);
  const changeWords = useChangeWords(change);
  const series = [...rows, ...others].map(({ key, label, values, before }) => ({
    key,
    label,
    values,
    before,
    color: '',
  }));
  const isNarrow = width < NARROW;
  const start = isNarrow ? 0 : Math.min(340, width * 0.38);
  const rowHeight = isNarrow ? HEAT_ROW + 22 : HEAT_ROW + 6;
  const valueAt = ({ values, before }: HeatRow, index: number) => {
    const value = values[index];
    if (!showsChange) return value == null ? null : format(value);
    return changeWords(value, before?.[index]);
  };
  const cellOf = (row: HeatRow, index: number) =>
    showsChange ? changeCell(row, index, change.least) : valueCell(row, index, limits);
  return (
    <ChartPanel
      title={title}
      hint={hint}
      steps={steps}
      series={series}
      format={format}
      changeWords={changeWords}
      hasLegend={false}
      action={action}
    >
      {showsChange ? (
        <ChangeLegend look={change} />
      ) : (
        <ValueLegend limits={limits} format={format} />
      )}
      <div ref={ref} className="relative contain-inline-size">
        {width > 0 && (
          <>
            <ul
              className={isNarrow ? 'pointer-events-none absolute inset-x-0 z-10' : 'absolute z-10'}
              style={isNarrow ? {} : { width: start - 8 }}
            >
              {rows.map((row) => (
                <li
                  key={row.key}
                  className="flex items-center justify-between gap-3 text-sm [&_a]:pointer-events-auto"
                  style={{
                    height: isNarrow ? 20 : rowHeight,
                    marginBottom: rowHeight - (isNarrow ? 20 : rowHeight),
                  }}
                >
                  <span className="min-w-0 truncate bg-surface pe-1">{row.name}</span>
                  <ValueAt
                    steps={steps}
                    worst={worstOf(row, showsChange)}
                    textAt={(index) => valueAt(row, index)}
                  />
                </li>
              ))}
            </ul>
            <div dir="ltr">
              <ReadingSurface
                label={title}
                steps={steps}
                start={start}
                end={width}
                wordsOf={wordsOf}
              >
                <HeatCells
                  steps={steps}
                  rows={rows}
                  cellOf={cellOf}
                  start={start}
                  width={width}
                  rowHeight={rowHeight}
                />
              </ReadingSurface>
            </div>
          </>
        )}
      </div>
      {note}
    </ChartPanel>
  );
}

/** The step with the greatest value, or the one that grew most; -1 where there is none. */
function worstOf({ values, before }: HeatRow, showsChange: boolean): number {
  let worst = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const earlier = before?.[index];
    const measure = showsChange ? (earlier ? value / earlier : 0) : value;
    if (measure <= most) continue;
    most = measure;
    worst = index;
  }
  return worst;
}

function valueCell({ values }: HeatRow, index: number, limits: readonly number[]) {
  const value = values[index];
  return value == null ? null : { fill: heatOf(value, limits) };
}

function changeCell({ values, before }: HeatRow, index: number, least: number): HeatCell | null {
  const value = values[index];
  if (value == null) return null;
  const shade = shadeOfChange(value, before?.[index] ?? 0, least) ?? 0;
  return { fill: colorOfChange(shade), height: shade < 0 ? LESS_HEIGHT : 1 };
}

function ValueAt({
  steps,
  worst,
  textAt,
}: {
  steps: Steps;
  worst: number;
  textAt: (index: number) => string | null;
}) {
  const pointed = usePointedAt();
  const text = textAt(pointed === null ? worst : stepOf(steps, pointed));
  return (
    <span className="tabular shrink-0 bg-surface ps-1 text-xs font-semibold">{text ?? '–'}</span>
  );
}
