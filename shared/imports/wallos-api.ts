import { z } from 'zod';
import { isCurrency } from '#shared/money/currencies.ts';
import { faultsOf } from './check-imported.ts';
import { fact } from './import-notes.ts';
import type { CurrencyHint, Fault } from './import-source.ts';
import { readWallosCycleNumber } from './wallos-cycle.ts';
import { categoryOf, type WallosFacts } from './wallos-record.ts';

const text = z.string().nullish();
const flag = z.union([z.number(), z.string(), z.boolean()]).nullish();
const number = z.coerce.number();

/** An entry of `GET api/subscriptions/get_subscriptions.php`, as far as it matters here. */
const entrySchema = z.looseObject({
  id: z.union([z.number(), z.string()]).nullish(),
  name: z.string(),
  price: number.nonnegative('must not be negative'),
  currency_id: z.union([z.number(), z.string()]),
  next_payment: z.string(),
  cycle: number,
  frequency: number,
  notes: text,
  url: text,
  inactive: flag,
  auto_renew: flag,
  start_date: text,
  cancellation_date: text,
  replacement_subscription_id: z.union([z.number(), z.string()]).nullish(),
  category_name: text,
  payment_method_name: text,
  payer_user_name: text,
});
type Entry = z.infer<typeof entrySchema>;

const currenciesSchema = z.object({
  currencies: z.array(
    z.object({ id: z.union([z.number(), z.string()]), code: z.string(), symbol: z.string() }),
  ),
});
/** Code and symbol of Wallos's currencies by their number there. */
export type WallosCurrencies = ReadonlyMap<string, { code: string; symbol: string }>;

/** @returns null if this is not an answer of `GET api/currencies/get_currencies.php` */
export function readWallosCurrencies(document: unknown): WallosCurrencies | null {
  const result = currenciesSchema.safeParse(document);
  if (!result.success) return null;
  return new Map(result.data.currencies.map(({ id, ...currency }) => [String(id), currency]));
}

/** @param currencies null if the file with the currencies was not given */
export function readWallosEntries(
  entries: readonly unknown[],
  currencies: WallosCurrencies | null,
): WallosFacts[] {
  const parsed = entries.map((entry) => entrySchema.safeParse(entry));
  const names = new Map(
    parsed.flatMap(({ data }) => (data?.id ? [[String(data.id), data.name] as const] : [])),
  );
  return parsed.map((result, index) =>
    result.success
      ? toFacts(result.data, currencies, names)
      : unreadableEntry(entries[index], faultsOf(result.error.issues)),
  );
}

function toFacts(
  entry: Entry,
  currencies: WallosCurrencies | null,
  names: ReadonlyMap<string, string>,
): WallosFacts {
  const cycle = readWallosCycleNumber(entry.cycle, entry.frequency);
  const successor = names.get(String(entry.replacement_subscription_id));
  return {
    fileId: entry.id ? String(entry.id) : null,
    name: entry.name,
    cycle,
    nextPayment: entry.next_payment,
    startDate: entry.start_date || null,
    isManual: !isOn(entry.auto_renew ?? true),
    isInactive: isOn(entry.inactive ?? false),
    cancellationDate: entry.cancellation_date || null,
    category: categoryOf(entry.category_name?.trim() ?? ''),
    paymentMethod: entry.payment_method_name?.trim() || null,
    payer: entry.payer_user_name?.trim() || null,
    amount: plainDecimal(entry.price),
    ...currencyOf(String(entry.currency_id), currencies),
    notes: entry.notes ?? '',
    url: entry.url?.trim() ?? '',
    remarks: successor
      ? [fact('replaced-in-wallos', `Wallos says that “${successor}” replaced it`, { successor })]
      : [],
    faults: cycle === undefined ? [unknownCycle(entry)] : [],
  };
}

const NOTHING = {
  fileId: null,
  name: '',
  cycle: undefined,
  nextPayment: '',
  startDate: null,
  isManual: false,
  isInactive: false,
  cancellationDate: null,
  category: null,
  paymentMethod: null,
  payer: null,
  amount: '',
  currency: null,
  hint: null,
  notes: '',
  url: '',
  remarks: [],
  faults: [],
} satisfies WallosFacts;

function unreadableEntry(entry: unknown, faults: Fault[]): WallosFacts {
  const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : '';
  return { ...NOTHING, name: typeof name === 'string' ? name : '', faults };
}

function unknownCycle({ cycle }: Entry): Fault {
  return { field: 'cycle', detail: `${cycle} is none of Wallos's cycles, 1 to 5` };
}

function isOn(value: number | string | boolean): boolean {
  return value === true || Number(value) === 1;
}

/** Wallos computes with floating point: eight decimals hide its noise and keep every amount. */
function plainDecimal(value: number): string {
  return value.toFixed(8).replace(/\.?0+$/, '');
}

/** Users of Wallos add currencies of their own: a code that ISO does not know is asked for. */
function currencyOf(
  id: string,
  currencies: WallosCurrencies | null,
): { currency: string | null; hint: CurrencyHint | null } {
  const known = currencies?.get(id);
  if (!known) return { currency: null, hint: { kind: 'currency-number', symbol: id } };
  const code = known.code.trim().toUpperCase();
  if (isCurrency(code)) return { currency: code, hint: null };
  return { currency: null, hint: { kind: 'currency-symbol', symbol: known.code || known.symbol } };
}
