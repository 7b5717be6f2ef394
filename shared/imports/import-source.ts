import type { BudgetPeriod } from '#shared/budgets/budget.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import type { CategoryColor } from '#shared/subscriptions/category.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { ImportFormat } from './import-formats.ts';
import type { Note } from './import-notes.ts';
import type { ImportedPayment, ImportedSubscription } from './imported-subscription.ts';

/** What keeps a row out. `field` is a column, or a path such as `prices/0/amount`. */
export interface Fault {
  field: string;
  detail: string;
}

/** A currency that the file does not name but hints at. */
export interface CurrencyHint {
  kind: 'currency-symbol' | 'currency-number';
  symbol: string;
}

/** One row as understood. `subscription` is null exactly where there are faults. */
export interface ImportDraft {
  /** As in the file, for people to recognise the row. */
  name: string;
  /** Two rows with different ids of their own are never duplicates of each other. */
  fileId: string | null;
  subscription: ImportedSubscription | null;
  /** Keys of the source's `categories` and `paymentMethods`. */
  categoryKey: string | null;
  paymentMethodKey: string | null;
  payments: ImportedPayment[];
  /** When the original was made; an instant. */
  createdAt: string | null;
  /** Set where prices carry `UNKNOWN_CURRENCY`. */
  hint: CurrencyHint | null;
  notes: Note[];
  faults: Fault[];
}

export interface ImportedCategory {
  name: string;
  /** Null where the file knows no colours. */
  color: CategoryColor | null;
}
export type ImportedPaymentMethod = Pick<
  PaymentMethod,
  'label' | 'kind' | 'lastFour' | 'expiresIn'
>;
export interface ImportedBudget {
  name: string;
  limit: Money;
  period: BudgetPeriod;
  /** Key of the source's `categories`; null: everything counts. */
  categoryKey: string | null;
}
export interface ImportedHousehold {
  name: string;
  baseCurrency: string;
  timeZone: string;
}

/**
 * A file that was recognised. Rows are mapped one by one, so that the caller can do something else
 * in between. Keys of the maps are the file's own; names may repeat.
 */
export interface ImportSource {
  format: ImportFormat;
  household: ImportedHousehold | null;
  categories: ReadonlyMap<string, ImportedCategory>;
  paymentMethods: ReadonlyMap<string, ImportedPaymentMethod>;
  budgets: readonly ImportedBudget[];
  rates: readonly Rate[];
  notes: readonly Note[];
  size: number;
  /** @param index from 0, below `size` */
  draft(index: number): ImportDraft;
}

export interface ImportContext {
  /** In the household's time zone. */
  today: CalendarDate;
}
