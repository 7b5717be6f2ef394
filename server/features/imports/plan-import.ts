import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { ImportDraft, ImportSource } from '#shared/imports/import-source.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { createCurrencyQuestions } from './ask-currencies.ts';
import { createDuplicateIndex, indexSubscriptions } from './duplicate-index.ts';
import type { ImportPlan, PlannedRow } from './import-plan.ts';

export interface PlanContext {
  /** What the household has, without its trash. */
  existing: readonly Subscription[];
  baseCurrency: string;
  today: CalendarDate;
  /** Whether whoever imports may change the household itself. */
  mayAdopt: boolean;
  newId: () => string;
  /** Lets other requests have their turn. */
  breathe: () => Promise<void>;
}

/** Rows between two breaths: a few milliseconds of work. */
const ROWS_AT_ONCE = 200;

/** Maps every row, marks duplicates, gathers questions and fixes all ids. Stores nothing. */
export async function planImport(source: ImportSource, context: PlanContext): Promise<ImportPlan> {
  const { newId, existing, today } = context;
  const questions = createCurrencyQuestions(context.baseCurrency);
  const inHousehold = indexSubscriptions(existing, today);
  const inFile = createDuplicateIndex<Pick<PlannedRow, 'row'> & { fileId: string | null }>(today);
  const fileIds = new Set<string>();

  function toRow(draft: ImportDraft, row: number): PlannedRow {
    const { subscription, fileId } = draft;
    const isRepeatedId = fileId !== null && fileIds.has(fileId);
    if (fileId !== null) fileIds.add(fileId);
    const duplicateOf = subscription && inHousehold.find(subscription);
    const earlier = subscription && inFile.find(subscription);
    // Rows that the other program itself tells apart are two subscriptions, however alike.
    const isApart = fileId !== null && earlier?.fileId !== null && !isRepeatedId;
    const duplicateOfRow = earlier && !isApart ? earlier.row : null;
    if (subscription) inFile.add(subscription, { row, fileId });
    const isDuplicate = duplicateOf !== null || duplicateOfRow !== null;
    return {
      row,
      id: newId(),
      name: draft.name,
      state: subscription === null ? 'faulty' : isDuplicate ? 'duplicate' : 'ready',
      subscription,
      categoryKey: draft.categoryKey,
      paymentMethodKey: draft.paymentMethodKey,
      payments: draft.payments,
      createdAt: draft.createdAt,
      questionId: questions.ask(draft),
      duplicateOf,
      duplicateOfRow,
      notes: draft.notes,
      faults: draft.faults,
    };
  }

  const rows: PlannedRow[] = [];
  for (let index = 0; index < source.size; index += 1) {
    if (index % ROWS_AT_ONCE === 0) await context.breathe();
    rows.push(toRow(source.draft(index), index + 1));
  }
  return {
    format: source.format,
    household: source.household && {
      ...source.household,
      isSuggested: existing.length === 0 && context.mayAdopt,
    },
    categories: [...source.categories].map(([key, each]) => ({ key, id: newId(), ...each })),
    paymentMethods: [...source.paymentMethods].map(([key, each]) => ({
      key,
      id: newId(),
      ...each,
    })),
    budgets: source.budgets.map((each) => ({ id: newId(), ...each })),
    rates: [...source.rates],
    notes: [...source.notes],
    questions: questions.all(),
    rows,
  };
}
