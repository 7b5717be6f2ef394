import { CacheRoomCharts } from '#web/features/console/cache-room-charts.tsx';
import { CacheView } from '#web/features/console/cache-view.tsx';
import { ConsoleTimeline } from '#web/features/console/console-timeline.tsx';
import type { ConsolePageProps } from './console-page-props.ts';

/** Whether what is kept helps. */
export function CachePage({ range, window }: ConsolePageProps) {
  return (
    <ConsoleTimeline window={window}>
      <CacheView shown={{ range, window }} />
      <div className="mt-4">
        <CacheRoomCharts shown={{ range, window }} />
      </div>
    </ConsoleTimeline>
  );
}
