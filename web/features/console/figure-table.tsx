import type { ReactNode } from 'react';

export interface FigureColumn<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Which way it is sorted, if it is. */
  sorted?: 'descending' | undefined;
}

/** Figures in rows, which scroll sideways where there is no room for all of them. */
export function FigureTable<Row>({
  label,
  nameHead,
  rows,
  keyOf,
  name,
  columns,
}: {
  label: string;
  nameHead: ReactNode;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  name: (row: Row) => ReactNode;
  columns: readonly FigureColumn<Row>[];
}) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="-mx-4 overflow-x-auto rounded-xs px-4 sm:-mx-6 sm:px-6"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="text-ink-faint">
            <th scope="col" className="py-2 pe-4 text-start font-medium">
              {nameHead}
            </th>
            {columns.map(({ key, head, sorted }) => (
              <th
                key={key}
                scope="col"
                aria-sort={sorted}
                className="px-3 py-2 text-end font-medium whitespace-nowrap last:pe-0"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular">
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-t border-line hover:bg-ink/3">
              <th
                scope="row"
                className="max-w-[46vw] min-w-36 py-2 sm:max-w-80 pe-4 text-start font-medium"
              >
                {name(row)}
              </th>
              {columns.map(({ key, cell }) => (
                <td key={key} className="px-3 py-2 text-end whitespace-nowrap last:pe-0">
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
