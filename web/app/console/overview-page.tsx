import { CircuitsCard } from '#web/features/console/circuits-card.tsx';
import { ConsoleTimeline } from '#web/features/console/console-timeline.tsx';
import { OverviewCharts } from '#web/features/console/overview-charts.tsx';
import { ServedBanner } from '#web/features/console/served-banner.tsx';
import type { ConsolePageProps } from './console-page-props.ts';

/** Whether people are being served, and if not, why. */
export function OverviewPage({ range, window, live }: ConsolePageProps) {
  return (
    <ConsoleTimeline window={window}>
      <ServedBanner now={live.at} />
      <OverviewCharts shown={{ range, window }} />
      <div className="mt-4">
        <CircuitsCard />
      </div>
    </ConsoleTimeline>
  );
}
