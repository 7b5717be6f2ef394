import { useLingui } from '@lingui/react/macro';
import { ChartLine, Download, Ellipsis, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Card } from '../../card.tsx';
import { IconButton } from '../../icon-button.tsx';
import { Menu } from '../../menu.tsx';
import { downloadCsv } from './download-csv.ts';
import { Legend } from './legend.tsx';
import type { PanelSeries, Steps } from './points.ts';
import { SeriesTable } from './series-table.tsx';

/** Around a chart: its name, what is read off it, and the same figures as a table or a file. */
export function ChartPanel({
  title,
  hint,
  steps,
  series,
  format,
  hasLegend = true,
  children,
}: {
  title: string;
  hint?: string | undefined;
  steps: Steps;
  series: readonly PanelSeries[];
  format: (value: number) => string;
  /** Not where each value already stands beside what it belongs to. */
  hasLegend?: boolean;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const [isTable, setTable] = useState(false);
  return (
    <Card aria-label={title} className="min-w-0 p-4! sm:p-5!">
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
                onSelect: () => downloadCsv(title, steps, series, t`Start of the step`),
              },
            ]}
          />
        </div>
      </header>
      {isTable ? (
        <SeriesTable title={title} steps={steps} series={series} format={format} />
      ) : (
        <>
          {hasLegend && <Legend steps={steps} series={series} format={format} />}
          {children}
        </>
      )}
    </Card>
  );
}
