import { instantOf } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import { type Budget, MOST_BUDGETS } from '#shared/budgets/budget.ts';
import { isAtLeast } from '#shared/households.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { CommitImport } from '#shared/schemas/import-schemas.ts';
import { foldText } from '#shared/text/fold-text.ts';
import { checkDecision, chosenRows } from './decide-import.ts';
import { indexSubscriptions } from './duplicate-index.ts';
import type { ImportDeps, Importer } from './import-deps.ts';
import type { ImportDecision, ImportPlan } from './import-plan.ts';
import { matchLabels } from './match-labels.ts';

const NAMES_TOLD = 3;

/** Checks a decision against the file and the household as they are now, and completes it. */
export async function beginImport(
  { target, clock, today }: Pick<ImportDeps, 'target' | 'clock' | 'today'>,
  { householdId, role, timeZone }: Importer,
  plan: ImportPlan,
  input: CommitImport,
): Promise<ImportDecision> {
  checkDecision(plan, input);
  const adoptHousehold = input.adoptHousehold ?? plan.household?.isSuggested ?? false;
  if (adoptHousehold && !isAtLeast(role, 'admin')) throw new AppError('role-too-low');
  const [subscriptions, categories, paymentMethods, budgets, rates] = await Promise.all([
    target.subscriptions.list(householdId),
    target.categories.list(householdId),
    target.paymentMethods.list(householdId),
    target.budgets.list(householdId),
    target.rates.list(householdId),
  ]);
  const { answers, includeDuplicates } = input;
  checkStillNew(plan, includeDuplicates, indexSubscriptions(subscriptions, today(timeZone)));
  return {
    answers,
    includeDuplicates,
    adoptHousehold,
    isFresh: subscriptions.length === 0,
    categoryIds: matchLabels(plan.categories, ({ name }) => name, categories),
    paymentMethodIds: matchLabels(
      plan.paymentMethods,
      ({ label }) => label,
      paymentMethods.map(({ id, label }) => ({ id, name: label })),
    ),
    budgetIds: missingBudgets(plan, budgets),
    rates: plan.rates.filter((rate) => !rates.some((known) => isSameDay(known, rate))),
    begunAt: instantOf(clock.now()),
  };
}

/** An empty decision leaves it at the one that was made. */
export function isSameDecision(decision: ImportDecision, input: CommitImport): boolean {
  const isEmpty =
    Object.keys(input.answers).length === 0 &&
    input.includeDuplicates.length === 0 &&
    input.adoptHousehold === undefined;
  if (isEmpty) return true;
  return (
    sorted(Object.entries(decision.answers)) === sorted(Object.entries(input.answers)) &&
    sorted(decision.includeDuplicates) === sorted(input.includeDuplicates) &&
    (input.adoptHousehold ?? decision.adoptHousehold) === decision.adoptHousehold
  );
}

/** The same file may have been imported, or the same subscription entered, since the preview. */
function checkStillNew(
  plan: ImportPlan,
  includeDuplicates: readonly number[],
  household: ReturnType<typeof indexSubscriptions>,
): void {
  const doubled = chosenRows(plan, includeDuplicates).filter(
    ({ state, subscription }) =>
      state === 'ready' && subscription !== null && household.find(subscription) !== null,
  );
  if (doubled.length === 0) return;
  const names = doubled.slice(0, NAMES_TOLD).map(({ name }) => `“${name}”`);
  const more = doubled.length > NAMES_TOLD ? ` and ${doubled.length - NAMES_TOLD} more` : '';
  throw new AppError('conflict', {
    detail: `Since the preview, ${names.join(', ')}${more} came to be in the household: choose the file again to see them marked`,
  });
}

/** By name and period: the same file may have been imported before. */
function missingBudgets({ budgets }: ImportPlan, present: readonly Budget[]): string[] {
  const nameOf = ({ name, period }: Pick<Budget, 'name' | 'period'>) =>
    `${period} ${foldText(name)}`;
  const known = new Set(present.map(nameOf));
  return budgets
    .filter((budget) => !known.has(nameOf(budget)))
    .slice(0, Math.max(0, MOST_BUDGETS - present.length))
    .map(({ id }) => id);
}

function isSameDay(one: Rate, other: Rate): boolean {
  return one.from === other.from && one.to === other.to && one.on === other.on;
}

function sorted(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => JSON.stringify(value)).sort());
}
