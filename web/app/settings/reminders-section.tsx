import { useQuery } from '@tanstack/react-query';
import { channelsQuery } from '#web/features/channels/channels-query.ts';
import { HouseholdReminders } from '#web/features/reminders/household-reminders.tsx';
import { MyReminders } from '#web/features/reminders/my-reminders.tsx';
import { PlannedReminders } from '#web/features/reminders/planned-reminders.tsx';
import { ReminderHistory } from '#web/features/reminders/reminder-history.tsx';
import { ReminderViews } from './reminder-views.tsx';
import type { SettingsSearch } from './settings-search.ts';

/** Of what people are told and when, what goes out, and what became of it. */
export function RemindersSection({ search: { view } }: { search: SettingsSearch }) {
  const channels = useQuery(channelsQuery).data?.items;
  return (
    <>
      <ReminderViews />
      {view === undefined && <MyReminders />}
      {view === 'household' && <HouseholdReminders />}
      {view === 'coming' && <PlannedReminders channels={channels} />}
      {view === 'sent' && <ReminderHistory channels={channels} />}
    </>
  );
}
