import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { TimeChart } from '#web/ui/charts/timeline/time-chart.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';

/** A chart that draws some of its lines at once, and says how many there are besides. */
export function PagedChart({
  series,
  atOnce,
  ...chart
}: Omit<ComponentProps<typeof TimeChart>, 'others' | 'note'> & { atOnce: number }) {
  const { t } = useLingui();
  const [wanted, setPage] = useState(0);
  const count = series.length;
  if (count <= atOnce) return <TimeChart {...chart} series={series} />;
  const last = Math.ceil(count / atOnce) - 1;
  const page = Math.min(wanted, last);
  const [from, to] = [page * atOnce, Math.min((page + 1) * atOnce, count)];
  const begin = from + 1;
  const { title } = chart;
  return (
    <TimeChart
      {...chart}
      series={series.slice(from, to)}
      others={[...series.slice(0, from), ...series.slice(to)]}
      note={
        <div className="mt-2 flex items-center gap-1 text-sm text-ink-soft">
          <p role="status" className="me-auto">
            <Trans>
              {begin} to {to} of {count}, the highest first. All are in the table.
            </Trans>
          </p>
          <IconButton
            icon={ChevronLeft}
            label={t`Higher ones: ${title}`}
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          />
          <IconButton
            icon={ChevronRight}
            label={t`Lower ones: ${title}`}
            disabled={page === last}
            onClick={() => setPage(page + 1)}
          />
        </div>
      }
    />
  );
}
