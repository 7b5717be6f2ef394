import { FiringCard } from '#web/features/alerts/firing-card.tsx';
import { IncidentsCard } from '#web/features/alerts/incidents-card.tsx';
import { QuietCard } from '#web/features/alerts/quiet-card.tsx';
import { ReceiversCard } from '#web/features/alerts/receivers-card.tsx';
import { RulesCard } from '#web/features/alerts/rules-card.tsx';
import type { TimeWindow } from '#web/features/console/time-range.ts';

/** What fires, what fired, who is told, and by which rules. */
export function AlertsPage({ window }: { window: TimeWindow }) {
  return (
    <div className="grid gap-6">
      <FiringCard />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <IncidentsCard window={window} />
        <div className="grid gap-6">
          <ReceiversCard />
          <QuietCard />
        </div>
      </div>
      <RulesCard />
    </div>
  );
}
