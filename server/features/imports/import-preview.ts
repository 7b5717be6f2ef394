import type { ImportPreview } from '#shared/schemas/import-schemas.ts';
import type { ImportContent, PlannedRow } from './import-plan.ts';
import type { StoredImport } from './import-repository.ts';

/** What the person sees of a stored import: everything but the ids that were fixed for it. */
export function toPreview(
  { id, expiresAt }: Pick<StoredImport, 'id' | 'expiresAt'>,
  { plan, decision, result }: ImportContent,
): ImportPreview {
  const categories = new Map(plan.categories.map(({ key, name }) => [key, name]));
  const labels = new Map(plan.paymentMethods.map(({ key, label }) => [key, label]));
  const count = (state: PlannedRow['state']) =>
    plan.rows.filter((row) => row.state === state).length;
  return {
    id,
    format: plan.format,
    expiresAt,
    state: result ? 'finished' : decision ? 'begun' : 'waiting',
    result,
    counts: {
      ready: count('ready'),
      duplicate: count('duplicate'),
      faulty: count('faulty'),
      doubtful: plan.rows.filter(isDoubtful).length,
      budgets: plan.budgets.length,
      rates: plan.rates.length,
    },
    household: plan.household,
    notes: plan.notes,
    questions: plan.questions,
    rows: plan.rows.map((row) => ({
      row: row.row,
      name: row.name,
      state: row.state,
      subscription: row.subscription,
      categoryName: nameIn(categories, row.categoryKey),
      paymentMethodLabel: nameIn(labels, row.paymentMethodKey),
      payments: row.payments.length,
      questionId: row.questionId,
      duplicateOf: row.duplicateOf,
      duplicateOfRow: row.duplicateOfRow,
      notes: row.notes,
      faults: row.faults,
    })),
  };
}

function isDoubtful({ notes }: PlannedRow): boolean {
  return notes.some((note) => note.isDoubt);
}

function nameIn(names: ReadonlyMap<string, string>, key: string | null): string | null {
  return key === null ? null : (names.get(key) ?? null);
}
