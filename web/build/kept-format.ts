import { createHash } from 'node:crypto';
import { z } from 'zod';
import { currentSessionSchema } from '../../shared/schemas/account-schemas.ts';
import { attentionSchema } from '../../shared/schemas/attention-schemas.ts';
import { budgetPageSchema } from '../../shared/schemas/budget-schemas.ts';
import * as household from '../../shared/schemas/household-schemas.ts';
import * as insight from '../../shared/schemas/insight-schemas.ts';
import { providedRatesSchema } from '../../shared/schemas/rate-schemas.ts';
import * as reminder from '../../shared/schemas/reminder-schemas.ts';
import * as subscription from '../../shared/schemas/subscription-schemas.ts';
import type { KeptEndpoint } from '../lib/kept-endpoints.ts';

const ANSWERS: Record<KeptEndpoint, z.ZodType> = {
  'GET auth/session': currentSessionSchema,
  'GET household': household.householdSchema,
  'GET categories': household.categoryPageSchema,
  'GET payment-methods': household.paymentMethodPageSchema,
  'GET subscriptions': subscription.subscriptionPageSchema,
  'GET subscriptions/{id}': subscription.subscriptionSchema,
  'GET subscriptions/{id}/schedule': subscription.scheduleSchema,
  'GET subscriptions/{id}/payments': subscription.paymentPageSchema,
  'GET summary': insight.summarySchema,
  'GET forecast': insight.forecastSchema,
  'GET calendar': insight.calendarSchema,
  'GET budgets': budgetPageSchema,
  'GET attention': attentionSchema,
  'GET rates': household.ratesSchema,
  'GET rates/provided': providedRatesSchema,
  'GET reminder-settings': reminder.householdRemindersSchema,
  'GET reminder-settings/mine': reminder.memberRemindersSchema,
  'GET subscriptions/{id}/reminder-rules': reminder.subscriptionRemindersSchema,
  'GET reminders': reminder.plannedRemindersSchema,
};

/** A hash of the shapes of all answers that browsers keep: a version with other shapes reads none. */
export function keptFormat(answers: Readonly<Record<string, z.ZodType>> = ANSWERS): string {
  const shapes = Object.entries(answers).map(([endpoint, schema]) => [
    endpoint,
    z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }),
  ]);
  return createHash('sha256').update(JSON.stringify(shapes)).digest('base64url').slice(0, 12);
}
