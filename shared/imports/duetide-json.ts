import { AppError } from '#shared/app-error.ts';
import { checkImported, faultsOf } from './check-imported.ts';
import { DUETIDE_VERSION, duetideExtrasSchema, duetideFileSchema } from './duetide-file.ts';
import type { Fault, ImportDraft, ImportSource } from './import-source.ts';

/** @throws AppError `unreadable-file` if the frame around the subscriptions is wrong */
export function readDuetideJson(document: { version?: unknown }): ImportSource {
  const { version } = document;
  if (typeof version === 'number' && version > DUETIDE_VERSION) {
    const detail = `The file is of version ${version}, made by a newer Duetide: update this one first`;
    throw new AppError('unreadable-file', { detail });
  }
  const result = duetideFileSchema.safeParse(document);
  if (!result.success) throw wrongFrame(faultsOf(result.error.issues));
  const file = result.data;
  const categories = byId(file.categories);
  const paymentMethods = byId(file.paymentMethods);
  const dangling = file.budgets.flatMap(({ categoryId }, at) =>
    categoryId === null || categories.has(categoryId)
      ? []
      : [{ field: `budgets/${at}/categoryId`, detail: NO_CATEGORY }],
  );
  if (dangling.length > 0) throw wrongFrame(dangling);
  return {
    format: 'duetide-json',
    household: file.household ?? null,
    categories,
    paymentMethods,
    budgets: file.budgets.map(({ categoryId, ...budget }) => ({
      ...budget,
      categoryKey: categoryId,
    })),
    rates: file.rates.map((rate) => ({ ...rate, source: 'manual' })),
    notes: [],
    size: file.subscriptions.length,
    draft: (index) => toDraft(file.subscriptions[index], { categories, paymentMethods }),
  };
}

interface References {
  categories: ReadonlyMap<string, unknown>;
  paymentMethods: ReadonlyMap<string, unknown>;
}

function toDraft(entry: unknown, references: References): ImportDraft {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return { ...EMPTY, faults: [{ field: '', detail: 'must be an object' }] };
  }
  const { id, categoryId, paymentMethodId, createdAt, payments, ...facts } = entry as Record<
    string,
    unknown
  >;
  const extras = duetideExtrasSchema.safeParse({
    id,
    categoryId,
    paymentMethodId,
    createdAt,
    payments,
  });
  const { subscription, faults } = checkImported(facts);
  const name = typeof facts.name === 'string' ? facts.name : '';
  if (!extras.success) {
    return { ...EMPTY, name, faults: [...faults, ...faultsOf(extras.error.issues)] };
  }
  const known = extras.data;
  const dangling = danglingFaults(known, references);
  const allFaults = [...faults, ...dangling];
  return {
    name,
    fileId: known.id,
    subscription: allFaults.length > 0 ? null : subscription,
    categoryKey: known.categoryId,
    paymentMethodKey: known.paymentMethodId,
    payments: known.payments,
    createdAt: known.createdAt,
    hint: null,
    notes: [],
    faults: allFaults,
  };
}

const NO_CATEGORY = 'is no category of this file';

const EMPTY: ImportDraft = {
  name: '',
  fileId: null,
  subscription: null,
  categoryKey: null,
  paymentMethodKey: null,
  payments: [],
  createdAt: null,
  hint: null,
  notes: [],
  faults: [],
};

function danglingFaults(
  known: { categoryId: string | null; paymentMethodId: string | null },
  { categories, paymentMethods }: References,
): Fault[] {
  const faults: Fault[] = [];
  if (known.categoryId !== null && !categories.has(known.categoryId)) {
    faults.push({ field: 'categoryId', detail: NO_CATEGORY });
  }
  if (known.paymentMethodId !== null && !paymentMethods.has(known.paymentMethodId)) {
    faults.push({ field: 'paymentMethodId', detail: 'is no payment method of this file' });
  }
  return faults;
}

function byId<Entry extends { id: string }>(entries: readonly Entry[]) {
  return new Map(entries.map(({ id, ...entry }) => [id, entry]));
}

function wrongFrame(faults: readonly Fault[]): AppError {
  const errors = faults.map(({ field, detail }) => ({ pointer: `/file/${field}`, detail }));
  const detail = 'This is an export of Duetide, but parts of it are not as they should be';
  return new AppError('unreadable-file', { detail, errors: errors.slice(0, 100) });
}
