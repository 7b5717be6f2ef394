import { useLingui } from '@lingui/react/macro';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { AwayNotice } from '#web/features/console/away-notice.tsx';
import { CopyLinkButton } from '#web/features/console/copy-link-button.tsx';
import { DownloadButton } from '#web/features/console/download-button.tsx';
import { LiveIndicator } from '#web/features/console/live-indicator.tsx';
import { RangeBar } from '#web/features/console/range-bar.tsx';
import {
  rangeSearch,
  readTimeRange,
  type TimeRange,
  windowOf,
} from '#web/features/console/time-range.ts';
import { useLive } from '#web/features/console/use-live.ts';
import { usePageTitle } from '#web/lib/page-title.ts';
import { useSession } from '#web/lib/session.tsx';
import { ChartShelfProvider } from '#web/ui/charts/timeline/chart-shelf-provider.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { PageNotFound } from '../page-not-found.tsx';
import { ConsoleNav } from './console-nav.tsx';
import { type ConsoleSection, findConsoleSection } from './sections.ts';

const route = getRouteApi('/member/shell/console/{-$section}/{-$item}');

/** For whoever runs the installation. To others it is an address that leads nowhere. */
export function ConsolePage() {
  const section = findConsoleSection(route.useParams().section);
  const isOperator = useSession().user.role === 'operator';
  if (!section || !isOperator) return <PageNotFound />;
  return (
    <ChartShelfProvider>
      <Section section={section} />
    </ChartShelfProvider>
  );
}

function Section({ section: { id, title, summary, time, Page } }: { section: ConsoleSection }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const { item } = route.useParams();
  const search = route.useSearch();
  const range = readTimeRange(search);
  const live = useLive();
  const window = windowOf(range, live.at);
  const name = i18n._(title);
  const pageName = [
    id ?? 'overview',
    ...(typeof search.route === 'string' ? [search.route] : []),
  ].join(' ');
  usePageTitle(id === undefined ? name : t`${name}, console`);

  function changeRange(changed: TimeRange) {
    const { range: _, from: __, to: ___, compare: ____, ...others } = search;
    void navigate({
      to: '.',
      search: { ...others, ...rangeSearch(changed) },
      resetScroll: false,
    });
  }
  return (
    <>
      <ConsoleNav section={id} search={rangeSearch(range)} />
      <PageHeader
        title={name}
        description={i18n._(summary)}
        actions={
          time !== 'none' && (
            <>
              <LiveIndicator live={live} isFixed={range.fixed !== null} />
              <DownloadButton page={pageName} range={range} window={window} />
              <CopyLinkButton range={range} window={window} />
            </>
          )
        }
      />
      {time !== 'none' && (
        <RangeBar
          range={range}
          window={window}
          isComparable={time === 'comparison'}
          onChange={changeRange}
        />
      )}
      <AwayNotice live={live} />
      <Suspense
        key={id}
        fallback={
          <Loading>
            <Skeleton className="h-96 rounded-xl" />
          </Loading>
        }
      >
        <Page search={search} item={item} range={range} window={window} live={live} />
      </Suspense>
    </>
  );
}
