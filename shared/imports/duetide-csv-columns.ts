import {
  type Reading,
  readCycle,
  readFlag,
  readPauses,
  readPrices,
  readTags,
  writeCycle,
  writeFlag,
  writePauses,
  writePrices,
  writeTags,
} from './duetide-csv-cells.ts';
import type { ImportedSubscription } from './imported-subscription.ts';

/** A fact of a subscription as a cell. An empty cell means the default. */
export interface FactColumn {
  name: keyof ImportedSubscription;
  write(subscription: ImportedSubscription): string;
  read(cell: string): Reading<unknown>;
}

/** The columns that a file must have to be one of ours. */
export const REQUIRED_COLUMNS = ['name', 'cycle', 'anchor', 'prices'] as const;
/** Beside the facts: the row's own id, and the names of what a subscription refers to. */
export const ID_COLUMN = 'id';
export const CATEGORY_COLUMN = 'category';
export const PAYMENT_METHOD_COLUMN = 'paymentMethod';
/** For people who compute with the table; reading it again passes over them. */
export const DERIVED_COLUMNS = [
  'status',
  'nextDueOn',
  'nextAmount',
  'monthlyCost',
  'yearlyCost',
  'currency',
] as const;

export const FACT_COLUMNS: readonly FactColumn[] = [
  textColumn('name'),
  {
    name: 'cycle',
    write: ({ cycle }) => writeCycle(cycle),
    read: readCycle,
  },
  textColumn('anchor'),
  { name: 'prices', write: ({ prices }) => writePrices(prices), read: readPrices },
  textColumn('trialEndsOn'),
  textColumn('weekendRule'),
  { name: 'autoRenews', write: ({ autoRenews }) => writeFlag(autoRenews), read: readFlag },
  {
    name: 'notice',
    write: ({ notice }) => (notice === null ? '' : writeCycle(notice)),
    read: readCycle,
  },
  textColumn('minimumTermEndsOn'),
  { name: 'pauses', write: ({ pauses }) => writePauses(pauses), read: readPauses },
  textColumn('cancelledOn'),
  textColumn('accessUntil'),
  { name: 'tags', write: ({ tags }) => writeTags(tags), read: readTags },
  textColumn('url'),
  textColumn('cancelUrl'),
  textColumn('service'),
  textColumn('notes'),
];

type TextField = {
  [Field in keyof ImportedSubscription]: ImportedSubscription[Field] extends string | null
    ? Field
    : never;
}[keyof ImportedSubscription];

function textColumn(name: TextField): FactColumn {
  return { name, write: (subscription) => subscription[name] ?? '', read: (value) => ({ value }) };
}
