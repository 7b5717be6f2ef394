import { ChannelsPanel } from '#web/features/channels/channels-panel.tsx';
import { InForceSummary } from '#web/features/reminders/in-force-summary.tsx';

/** How people are reached, and while they are not, what they miss. */
export function NotificationsSection() {
  return <ChannelsPanel whatIsSent={<InForceSummary />} />;
}
