import { AlertCount } from '#web/features/alerts/alert-count.tsx';
import { CircuitTrouble } from '#web/features/circuits/circuit-trouble.tsx';
import { ConsoleTimeline } from '#web/features/console/console-timeline.tsx';
import { MarkCard } from '#web/features/console/mark-card.tsx';
import { OverviewCharts } from '#web/features/console/overview-charts.tsx';
import { OwnFiguresCard } from '#web/features/console/own-figures-card.tsx';
import { ServedBanner } from '#web/features/console/served-banner.tsx';
import { useServed } from '#web/features/console/use-served.ts';
import type { ConsolePageProps } from './console-page-props.ts';

/** Whether people are being served, and if not, why. */
export function OverviewPage({ range, window, live }: ConsolePageProps) {
  const served = useServed(live.at);
  return (
    <ConsoleTimeline window={window}>
      <ServedBanner served={served} isAway={live.state === 'away'}>
        <AlertCount />
      </ServedBanner>
      <CircuitTrouble />
      <OwnFiguresCard served={served} />
      <OverviewCharts shown={{ range, window }} />
      <MarkCard />
    </ConsoleTimeline>
  );
}
