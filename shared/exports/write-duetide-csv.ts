import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { writeCsv } from '#shared/imports/csv-writer.ts';
import {
  CATEGORY_COLUMN,
  DERIVED_COLUMNS,
  FACT_COLUMNS,
  ID_COLUMN,
  PAYMENT_METHOD_COLUMN,
} from '#shared/imports/duetide-csv-columns.ts';
import { toImportedSubscription } from '#shared/imports/stored-subscription.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { deriveFacts } from '#shared/subscriptions/subscription-view.ts';
import type { HouseholdExport } from './household-data.ts';

const HEAD = [
  ID_COLUMN,
  ...FACT_COLUMNS.map(({ name }) => name),
  CATEGORY_COLUMN,
  PAYMENT_METHOD_COLUMN,
  ...DERIVED_COLUMNS,
];

/** The subscriptions as a table: every fact of theirs, and what follows from them today. */
export function writeDuetideCsv(
  data: Pick<HouseholdExport, 'categories' | 'paymentMethods' | 'subscriptions'>,
  today: CalendarDate,
): string {
  const categories = new Map(data.categories.map(({ id, name }) => [id, name]));
  const labels = new Map(data.paymentMethods.map(({ id, label }) => [id, label]));
  const records = data.subscriptions.map((subscription) => {
    const facts = toImportedSubscription(subscription);
    return [
      subscription.id,
      ...FACT_COLUMNS.map(({ write }) => write(facts)),
      nameOf(subscription.categoryId, categories),
      nameOf(subscription.paymentMethodId, labels),
      ...derivedCells(subscription, today),
    ];
  });
  return writeCsv([HEAD, ...records]);
}

function nameOf(id: string | null, names: ReadonlyMap<string, string>): string {
  return (id !== null && names.get(id)) || '';
}

/** In the order of `DERIVED_COLUMNS`. */
function derivedCells(subscription: Subscription, today: CalendarDate): string[] {
  const { status, nextDueOn, nextAmount, monthlyCost, yearlyCost } = deriveFacts(
    subscription,
    today,
  );
  return [
    status,
    nextDueOn ?? '',
    nextAmount?.amount ?? '',
    monthlyCost?.amount ?? '',
    yearlyCost?.amount ?? '',
    nextAmount?.currency ?? '',
  ];
}
