import { type RateSearch, readRateSearch } from '#web/features/rates/rate-search.ts';
import {
  type ReminderSearch,
  readReminderSearch,
} from '#web/features/reminders/reminder-search.ts';

/** What an address may say to a section of the settings. */
export type SettingsSearch = RateSearch & ReminderSearch;

export function readSettingsSearch(search: Record<string, unknown>): SettingsSearch {
  return { ...readRateSearch(search), ...readReminderSearch(search) };
}
