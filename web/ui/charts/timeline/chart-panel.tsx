import { useLingui } from '@lingui/react/macro';
import { ChartLine, Download, Ellipsis, Table2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Card } from '../../card.tsx';
import { IconButton } from '../../icon-button.tsx';
import { Menu } from '../../menu.tsx';
import { useChartShelf } from './chart-shelf-provider.tsx';
import { downloadCsv } from './download-csv.ts';
import { Legend } from './legend.tsx';
import type { PanelSeries, Steps } from './points.ts';
import { type ChangeWords, SeriesTable } from './series-table.tsx';

/** Around a chart: its name, what is read off it, and the same figures as a table or a file. */
export function ChartPanel({
  title,
  hint,
  steps,
  series,
  others = [],
  format,
  changeWords,
  hasLegend = true,
  action,
  children,
}: {
  title: string;
  hint?: string | undefined;
  steps: Steps;
  series: readonly PanelSeries[];
  /** Not drawn, and yet in the table and the file. */
  others?: readonly PanelSeries[];
  format: (value: number) => string;
  /** What is said of a value and the one before it, in the table. */
  changeWords?: ChangeWords;
  /** Not where each value already stands beside what it belongs to. */
  hasLegend?: boolean;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const [isTable, setTable] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const shelf = useChartShelf();
  const all = [...series, ...others];
  // With every render, as what it shows is another one then.
  useEffect(() => {
    const element = panel.current;
    if (element) shelf?.put(element, { title, hint, steps, series: all, format });
  });
  useEffect(() => {
    const element = panel.current;
    return () => {
      if (element) shelf?.remove(element);
    };
  }, [shelf]);
  return (
    <Card ref={panel} aria-label={title} className="min-w-0 p-4! sm:p-5!">
      <header className="mb-2 flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-sans text-base font-semibold tracking-normal">{title}</h2>
          {hint && <p className="text-xs text-ink-faint">{hint}</p>}
        </div>
        <div className="-my-2 -me-2">
          <Menu
            trigger={<IconButton icon={Ellipsis} label={t`More about ${title}`} />}
            entries={[
              {
                label: isTable ? t`Show as chart` : t`Show as table`,
                icon: isTable ? ChartLine : Table2,
                onSelect: () => setTable(!isTable),
              },
              {
                label: t`Download as CSV`,
                icon: Download,
                onSelect: () => downloadCsv(title, steps, all, t`Start of the step`),
              },
            ]}
          />
        </div>
      </header>
      {action && <div className="mb-3">{action}</div>}
      {isTable ? (
        <SeriesTable
          title={title}
          steps={steps}
          series={all}
          format={format}
          changeWords={changeWords}
        />
      ) : (
        <>
          {hasLegend && <Legend steps={steps} series={series} format={format} />}
          {children}
        </>
      )}
    </Card>
  );
}
