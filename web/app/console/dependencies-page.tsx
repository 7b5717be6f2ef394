import { CircuitsPanel } from '#web/features/circuits/circuits-panel.tsx';
import type { TimeWindow } from '#web/features/console/time-range.ts';

export function DependenciesPage({ window }: { window: TimeWindow }) {
  return <CircuitsPanel window={window} />;
}
