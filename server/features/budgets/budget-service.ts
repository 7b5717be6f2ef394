import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { changeRow } from '#server/rows/change-row.ts';
import { type Order, type Page, type PageRequest, takePage } from '#server/rows/page.ts';
import type { RowTarget } from '#server/rows/row-service.ts';
import type { Today } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import { type Budget, MOST_BUDGETS } from '#shared/budgets/budget.ts';
import { spanAround } from '#shared/budgets/budget-period.ts';
import { toBudgetView } from '#shared/budgets/budget-view.ts';
import { parseAmount } from '#shared/money/money.ts';
import type { BudgetPatch, BudgetView, NewBudget } from '#shared/schemas/budget-schemas.ts';
import { foldText } from '#shared/text/fold-text.ts';
import type { BudgetRepository } from './budget-repository.ts';
import { type BudgetChargeSources, loadBudgetCharges } from './load-budget-charges.ts';

export interface BudgetServiceDeps extends BudgetChargeSources {
  budgets: BudgetRepository;
  categories: BudgetChargeSources['categories'] & {
    find(householdId: string, id: string): Promise<{ deletedAt: string | null } | null>;
  };
  clock: Clock;
  today: Today;
}

export type BudgetService = ReturnType<typeof createBudgetService>;

const BY_NAME: Order<Budget> = {
  name: 'name',
  isDescending: false,
  keyOf: ({ name }) => [0, foldText(name)],
  idOf: ({ id }) => id,
};

export function createBudgetService(deps: BudgetServiceDeps) {
  const { budgets, categories, clock } = deps;
  const now = () => instantOf(clock.now());

  async function viewsOf(scope: HouseholdScope, rows: readonly Budget[]): Promise<BudgetView[]> {
    if (rows.length === 0) return [];
    const today = deps.today(scope.timeZone);
    const isYearly = rows.some(({ period }) => period === 'year');
    const { from } = spanAround(isYearly ? 'year' : 'month', today);
    const charges = await loadBudgetCharges(deps, scope, { from, today });
    return rows.map((row) => toBudgetView(row, charges, today));
  }

  async function viewOf(scope: HouseholdScope, row: Budget): Promise<BudgetView> {
    const [view] = await viewsOf(scope, [row]);
    return view as BudgetView;
  }

  async function findLive({ householdId }: HouseholdScope, id: string): Promise<Budget> {
    const row = await budgets.find(householdId, id);
    if (!row || row.deletedAt !== null) throw new AppError('not-found');
    return row;
  }

  async function assertCategory(householdId: string, id: string | null | undefined): Promise<void> {
    if (!id) return;
    const category = await categories.find(householdId, id);
    if (!category || category.deletedAt !== null) {
      throw invalidInput('/categoryId', 'must be a category of this household');
    }
  }

  async function assertRoom(householdId: string, id: string): Promise<void> {
    const present = await budgets.list(householdId);
    if (present.length < MOST_BUDGETS || present.some((each) => each.id === id)) return;
    throw new AppError('conflict', {
      detail: `There are ${MOST_BUDGETS} budgets already: delete one first`,
    });
  }

  async function change(
    scope: HouseholdScope,
    target: RowTarget,
    apply: (row: Budget) => Budget,
    reach?: 'trash',
  ): Promise<Budget> {
    return changeRow(budgets, {
      householdId: scope.householdId,
      ...target,
      ...(reach ? { reach } : {}),
      change: (row) => {
        const changed = apply(row);
        return changed === row ? row : { ...changed, updatedAt: now() };
      },
    });
  }

  return {
    async list(scope: HouseholdScope, request: PageRequest): Promise<Page<BudgetView>> {
      const rows = await budgets.list(scope.householdId);
      const { items, nextCursor } = takePage(rows, BY_NAME, request);
      return { items: await viewsOf(scope, items), nextCursor };
    },

    async get(scope: HouseholdScope, id: string): Promise<BudgetView> {
      return viewOf(scope, await findLive(scope, id));
    },

    async create(scope: HouseholdScope, id: string, input: NewBudget): Promise<BudgetView> {
      const { householdId } = scope;
      const { name, limit, period, categoryId } = input;
      await assertCategory(householdId, categoryId);
      await assertRoom(householdId, id);
      const at = now();
      const row: Budget = {
        id,
        version: 1,
        name,
        ...limitOf(limit),
        period,
        categoryId,
        createdAt: at,
        updatedAt: at,
        deletedAt: null,
      };
      const outcome = await budgets.insert(householdId, row);
      // A request that is repeated after a crash finds what its first attempt stored.
      return viewOf(scope, outcome === 'exists' ? await findLive(scope, id) : row);
    },

    async patch(scope: HouseholdScope, target: RowTarget, patch: BudgetPatch): Promise<BudgetView> {
      await assertCategory(scope.householdId, patch.categoryId);
      const { name, limit, period, categoryId } = patch;
      const changed = await change(scope, target, (row) => ({
        ...row,
        ...(name !== undefined && { name }),
        ...(limit && limitOf(limit)),
        ...(period && { period }),
        ...(categoryId !== undefined && { categoryId }),
      }));
      return viewOf(scope, changed);
    },

    /** Into the trash. */
    async remove(scope: HouseholdScope, target: RowTarget): Promise<void> {
      await change(scope, target, (row) => ({ ...row, deletedAt: now() }));
    },

    async restore(scope: HouseholdScope, target: RowTarget): Promise<BudgetView> {
      const { householdId } = scope;
      const present = await budgets.find(householdId, target.id);
      if (present && present.deletedAt !== null) await assertRoom(householdId, target.id);
      const apply = (row: Budget) => (row.deletedAt === null ? row : { ...row, deletedAt: null });
      return viewOf(scope, await change(scope, target, apply, 'trash'));
    },
  };
}

function limitOf({ amount, currency }: NewBudget['limit']) {
  return { limitMinor: parseAmount(amount, currency), currency };
}
