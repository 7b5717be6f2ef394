import { ACCOUNT_SABOTEURS } from './account-saboteurs.ts';
import { ALERT_SABOTEURS } from './alert-saboteurs.ts';
import { ATTENTION_SABOTEURS } from './attention-saboteurs.ts';
import { CHANNEL_SABOTEURS } from './channel-saboteurs.ts';
import { ERROR_GROUP_SABOTEURS } from './error-group-saboteurs.ts';
import { HISTORY_SABOTEURS } from './history-saboteurs.ts';
import { HOUSEHOLD_DATA_SABOTEURS } from './household-data-saboteurs.ts';
import { JOB_SABOTEURS } from './job-saboteurs.ts';
import { OPERATION_SABOTEURS } from './operation-saboteurs.ts';
import { REMINDER_SABOTEURS } from './reminder-saboteurs.ts';
import type { StoreSaboteur } from './store-saboteur.ts';
import { versionedRowsSaboteurs } from './versioned-rows-saboteurs.ts';

export const STORE_SABOTEURS: readonly StoreSaboteur[] = [
  ...versionedRowsSaboteurs('subscriptions'),
  ...versionedRowsSaboteurs('categories'),
  ...versionedRowsSaboteurs('paymentMethods'),
  ...versionedRowsSaboteurs('budgets'),
  ...HOUSEHOLD_DATA_SABOTEURS,
  ...ACCOUNT_SABOTEURS,
  ...CHANNEL_SABOTEURS,
  ...REMINDER_SABOTEURS,
  ...ATTENTION_SABOTEURS,
  ...ALERT_SABOTEURS,
  ...JOB_SABOTEURS,
  ...HISTORY_SABOTEURS,
  ...OPERATION_SABOTEURS,
  ...ERROR_GROUP_SABOTEURS,
];
