import { useLingui } from '@lingui/react/macro';
import { Braces, Download, FileSpreadsheet } from 'lucide-react';
import { useChartShelf, useShelvedCount } from '#web/ui/charts/timeline/chart-shelf-provider.tsx';
import { downloadText } from '#web/ui/charts/timeline/download-text.ts';
import {
  fileNameOf,
  writeChartsCsv,
  writeChartsJson,
} from '#web/ui/charts/timeline/write-charts.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { fixedAddress, type TimeRange, type TimeWindow } from './time-range.ts';

/** Gives the figures of all charts of the page as one file. */
export function DownloadButton({
  page,
  range,
  window: { from, to },
}: {
  /** Its name, also in that of the file. */
  page: string;
  range: TimeRange;
  window: TimeWindow;
}) {
  const { t } = useLingui();
  const shelf = useChartShelf();
  if (useShelvedCount() === 0 || !shelf) return null;
  const name = fileNameOf({ page, from, to });
  const columns = {
    chart: t`Chart`,
    series: t`Series`,
    start: t`Start of the step`,
    value: t`Value`,
    shown: t`Shown as`,
    before: t`Before`,
    beforeShown: t`Before, shown as`,
  };
  return (
    <Menu
      trigger={<IconButton icon={Download} label={t`Download this page`} />}
      entries={[
        {
          label: t`All charts as CSV`,
          icon: FileSpreadsheet,
          onSelect: () =>
            downloadText(writeChartsCsv(shelf.list(), columns), {
              name: `${name}.csv`,
              type: 'text/csv',
            }),
        },
        {
          label: t`All charts as JSON`,
          icon: Braces,
          onSelect: () => {
            const address = fixedAddress(location.href, range, { from, to });
            downloadText(writeChartsJson(shelf.list(), { page, address, from, to }), {
              name: `${name}.json`,
              type: 'application/json',
            });
          },
        },
      ]}
    />
  );
}
