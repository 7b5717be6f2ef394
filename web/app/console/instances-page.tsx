import { ConsoleTimeline } from '#web/features/console/console-timeline.tsx';
import { InstancesView } from '#web/features/console/instances-view.tsx';
import type { ConsolePageProps } from './console-page-props.ts';

/** Which processes serve, since when, and how each fares. */
export function InstancesPage({ range, window }: ConsolePageProps) {
  return (
    <ConsoleTimeline window={window}>
      <InstancesView shown={{ range, window }} />
    </ConsoleTimeline>
  );
}
