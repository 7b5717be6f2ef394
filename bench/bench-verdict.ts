import type { BenchResult, Figure } from './bench-result.ts';

/** A table for people and for docs/benchmarks.md, in Markdown. */
export function benchTable({ name, figures }: BenchResult): string {
  const rows = [
    [name, 'measured', 'target', ''],
    ...figures.map((figure) => [
      figure.what,
      withUnit(figure.value, figure.unit),
      figure.target,
      verdictOn(figure),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function verdictOn({ target, isMet }: Figure): string {
  if (target === '') return '';
  return isMet ? 'met' : 'MISSED';
}

/** Three significant digits, and whole numbers from 100 on. */
function formatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}

/**
 * What is wrong with a run, in words. In a quick one too few repetitions were made to judge
 * speed: there counts that everything was measured.
 */
export function benchFaults({ name, figures }: BenchResult, isQuick: boolean): string[] {
  if (figures.length === 0) return [`${name} measured nothing`];
  return figures.flatMap((figure) => {
    if (!(Number.isFinite(figure.value) && figure.value > 0)) {
      return [`${name}: ${figure.what} was not measured (${figure.value})`];
    }
    return isQuick || figure.isMet ? [] : [`${name}: ${missed(figure)}`];
  });
}

function missed({ what, value, unit, target }: Figure): string {
  return `${what} is ${withUnit(value, unit)}, the target is ${target}`;
}

function withUnit(value: number, unit: string | undefined): string {
  return unit ? `${formatValue(value)} ${unit}` : formatValue(value);
}
