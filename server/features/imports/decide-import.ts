import { AppError } from '#shared/app-error.ts';
import { fits } from '#shared/imports/check-imported.ts';
import type { FieldFault } from '#shared/problems.ts';
import type { CommitImport } from '#shared/schemas/import-schemas.ts';
import type { ImportPlan, PlannedRow } from './import-plan.ts';

/** The rows that a decision takes in: those that are ready, and the duplicates that were chosen. */
export function chosenRows(
  { rows }: ImportPlan,
  includeDuplicates: readonly number[],
): PlannedRow[] {
  const chosen = new Set(includeDuplicates);
  return rows.filter(
    ({ state, row }) => state === 'ready' || (state === 'duplicate' && chosen.has(row)),
  );
}

/**
 * Refuses a decision that leaves a question of a chosen row open, answers one with a currency that
 * has fewer decimals than an amount, or names what the import does not have.
 * @throws AppError `invalid-input` with a pointer to each fault
 */
export function checkDecision(plan: ImportPlan, input: CommitImport): void {
  const chosen = chosenRows(plan, input.includeDuplicates);
  const faults = [
    ...plan.questions.flatMap(({ id }) => checkAnswer(id, input.answers[id], chosen)),
    ...checkAnswersKnown(plan, input),
    ...checkDuplicatesKnown(plan, input),
  ];
  if (faults.length > 0) throw new AppError('invalid-input', { errors: faults });
}

function checkAnswer(
  id: string,
  answer: string | undefined,
  chosen: readonly PlannedRow[],
): FieldFault[] {
  const concerned = chosen.filter(({ questionId }) => questionId === id);
  const pointer = `/answers/${id}`;
  if (concerned.length === 0) return [];
  if (answer === undefined) return [{ pointer, detail: 'must be answered with a currency' }];
  const misfit = concerned.find((row) => !fits(amountsOf(row), answer));
  if (!misfit) return [];
  const amount = amountsOf(misfit).find((each) => !fits([each], answer));
  return [{ pointer, detail: `${amount}, in row ${misfit.row}, is no amount in ${answer}` }];
}

function checkAnswersKnown({ questions }: ImportPlan, { answers }: CommitImport): FieldFault[] {
  const known = new Set(questions.map(({ id }) => id));
  return Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({
      pointer: `/answers/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: 'is no question of this import',
    }));
}

function checkDuplicatesKnown(
  { rows }: ImportPlan,
  { includeDuplicates }: CommitImport,
): FieldFault[] {
  const duplicates = new Set(rows.flatMap(({ state, row }) => (state === 'duplicate' ? row : [])));
  return includeDuplicates.flatMap((row, at) =>
    duplicates.has(row)
      ? []
      : [{ pointer: `/includeDuplicates/${at}`, detail: 'is no row marked as a duplicate' }],
  );
}

function amountsOf({ subscription }: PlannedRow): string[] {
  return subscription?.prices.map(({ amount }) => amount) ?? [];
}
