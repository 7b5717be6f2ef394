import type { ReactNode } from 'react';
import { useElementWidth } from './use-element-width.ts';

export interface ChartTable {
  head: readonly string[];
  rows: readonly { key: string; cells: readonly string[] }[];
}

/**
 * A picture of numbers, drawn at its real width, with the same numbers as a table for everybody who
 * does not see it. What is drawn is hidden from screen readers.
 */
export function ChartFigure({
  label,
  table,
  height,
  className,
  children,
}: {
  label: string;
  table: ChartTable;
  height: number;
  className?: string;
  children: (width: number) => ReactNode;
}) {
  const [ref, width] = useElementWidth<HTMLDivElement>();
  return (
    <figure className={className}>
      {/* Contained: what is drawn must not keep the page from getting narrower. */}
      <div ref={ref} style={{ height }} className="contain-inline-size" dir="ltr" aria-hidden>
        {width > 0 && children(width)}
      </div>
      {/* Tables cannot be clipped to a pixel; what is around them can. */}
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              {table.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ key, cells: [first, ...rest] }) => (
              <tr key={key}>
                <th scope="row">{first}</th>
                {rest.map((cell, at) => (
                  <td key={table.head[at + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
