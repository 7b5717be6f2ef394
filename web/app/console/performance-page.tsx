import { ConsoleTimeline } from '#web/features/console/console-timeline.tsx';
import { routeMatch } from '#web/features/console/route-figures.ts';
import { RouteView } from '#web/features/console/route-view.tsx';
import { RoutesView } from '#web/features/console/routes-view.tsx';
import type { ConsolePageProps } from './console-page-props.ts';

/** Which route is slow or fails, and since when. */
export function PerformancePage({ search, range, window }: ConsolePageProps) {
  const match = routeMatch(search.route);
  const shown = { range, window };
  return (
    <ConsoleTimeline window={window}>
      {match ? (
        <RouteView name={String(search.route)} match={match} shown={shown} search={search} />
      ) : (
        <RoutesView shown={shown} search={search} />
      )}
    </ConsoleTimeline>
  );
}
