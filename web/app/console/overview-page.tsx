import { CircuitsCard } from '#web/features/console/circuits-card.tsx';

/** Whether people are being served, and if not, why. */
export function OverviewPage() {
  return <CircuitsCard />;
}
