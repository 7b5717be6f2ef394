import { firstSchema } from './0001-first-schema.ts';
import { jobs } from './0002-jobs.ts';
import { channels } from './0003-channels.ts';
import { reminders } from './0004-reminders.ts';
import { budgets } from './0005-budgets.ts';
import { reminderLinks } from './0006-reminder-links.ts';
import { attention } from './0007-attention.ts';
import { providedRates } from './0008-provided-rates.ts';
import { operation } from './0009-operation.ts';
import { errorGroups } from './0010-error-groups.ts';
import { history } from './0011-history.ts';
import { alerts } from './0012-alerts.ts';
import type { Migration } from './migration.ts';

/** In the order in which they are applied. New ones go to the end. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  jobs,
  channels,
  reminders,
  budgets,
  reminderLinks,
  attention,
  providedRates,
  operation,
  errorGroups,
  history,
  alerts,
];
