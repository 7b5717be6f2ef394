import type { Cycle } from '#shared/subscriptions/subscription.ts';
import { currenciesOf } from './currency-symbols.ts';
import type { Note } from './import-notes.ts';
import type { CurrencyHint, Fault } from './import-source.ts';
import { readPrice } from './read-price.ts';
import { readWallosCycle } from './wallos-cycle.ts';

/** What Wallos knows of a subscription, whichever way it was told. Dates are unchecked texts. */
export interface WallosFacts {
  fileId: string | null;
  name: string;
  /** Undefined if it could not be read: a fault says so. */
  cycle: Cycle | null | undefined;
  nextPayment: string;
  startDate: string | null;
  isManual: boolean;
  isInactive: boolean;
  /** When it was cancelled; for an active one, when Wallos would remind of cancelling. */
  cancellationDate: string | null;
  category: string | null;
  paymentMethod: string | null;
  payer: string | null;
  amount: string;
  /** One of them is set, unless the price could not be read. */
  currency: string | null;
  hint: CurrencyHint | null;
  notes: string;
  url: string;
  remarks: Note[];
  faults: Fault[];
}

/** Wallos's name for "none". */
const NO_CATEGORY = 'no category';
/** Written by every version of Wallos that could export. */
export const WALLOS_COLUMNS = ['Name', 'Next Payment', 'Price'] as const;

/** Reads one record of Wallos's export, with the names that its columns have there. */
export function readWallosRecord(record: Readonly<Record<string, unknown>>): WallosFacts {
  const text = (column: string) => {
    const value = record[column];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
  const faults: Fault[] = [];
  const cycle = readWallosCycle(text('Payment Cycle'));
  if (cycle === undefined) {
    faults.push({
      field: 'Payment Cycle',
      detail:
        text('Payment Cycle') === ''
          ? 'is missing: old versions of Wallos did not export it'
          : `“${text('Payment Cycle')}” is not understood`,
    });
  }
  const price = readPrice(text('Price'));
  if (!price) faults.push({ field: 'Price', detail: `“${text('Price')}” is no price` });
  return {
    fileId: null,
    name: text('Name'),
    cycle,
    nextPayment: text('Next Payment'),
    startDate: null,
    isManual: text('Renewal') === 'Manual',
    isInactive: text('State') === 'Disabled' || text('Active') === 'No',
    cancellationDate: text('Cancellation Date') || null,
    category: categoryOf(text('Category')),
    paymentMethod: text('Payment Method') || null,
    payer: text('Paid By') || null,
    amount: price?.amount ?? '',
    ...currencyOf(price?.symbol ?? ''),
    notes: typeof record.Notes === 'string' ? record.Notes : '',
    url: text('URL'),
    remarks: price?.note ? [price.note] : [],
    faults,
  };
}

export function categoryOf(name: string): string | null {
  return name === '' || name.toLowerCase() === NO_CATEGORY ? null : name;
}

/** A symbol that only one currency has is that currency; any other has to be asked for. */
function currencyOf(symbol: string): Pick<WallosFacts, 'currency' | 'hint'> {
  const [first, ...others] = currenciesOf(symbol);
  return first !== undefined && others.length === 0
    ? { currency: first, hint: null }
    : { currency: null, hint: { kind: 'currency-symbol', symbol } };
}
