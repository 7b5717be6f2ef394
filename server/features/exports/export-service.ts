import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import type { Today } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import type { HouseholdExport } from '#shared/exports/household-data.ts';
import { writeDuetideCsv } from '#shared/exports/write-duetide-csv.ts';
import { writeDuetideJson } from '#shared/exports/write-duetide-json.ts';
import type { Household } from '#shared/households.ts';
import type { ExportFormat } from '#shared/schemas/import-schemas.ts';

type ListOf<Key extends keyof HouseholdExport> = {
  list(householdId: string): Promise<HouseholdExport[Key]>;
};

export interface ExportDeps {
  households: { find(householdId: string): Promise<Household | null> };
  subscriptions: ListOf<'subscriptions'>;
  payments: ListOf<'payments'>;
  categories: ListOf<'categories'>;
  paymentMethods: ListOf<'paymentMethods'>;
  budgets: ListOf<'budgets'>;
  rates: ListOf<'rates'>;
  clock: Clock;
  today: Today;
}

export interface ExportedFile {
  /** `duetide-2026-11-21.json` */
  name: string;
  mediaType: string;
  content: string;
}

export type ExportService = ReturnType<typeof createExportService>;

export function createExportService(deps: ExportDeps) {
  const { clock, today } = deps;

  async function load(householdId: string): Promise<HouseholdExport> {
    const [household, subscriptions, payments, categories, paymentMethods, budgets, rates] =
      await Promise.all([
        deps.households.find(householdId),
        deps.subscriptions.list(householdId),
        deps.payments.list(householdId),
        deps.categories.list(householdId),
        deps.paymentMethods.list(householdId),
        deps.budgets.list(householdId),
        deps.rates.list(householdId),
      ]);
    if (!household) throw new AppError('not-found');
    return { household, subscriptions, payments, categories, paymentMethods, budgets, rates };
  }

  return {
    /** Everything outside the trash as JSON, or the subscriptions as CSV. */
    async write(
      { householdId, timeZone }: HouseholdScope,
      format: ExportFormat,
    ): Promise<ExportedFile> {
      const data = await load(householdId);
      const day = today(timeZone);
      return format === 'json'
        ? {
            name: `duetide-${day}.json`,
            mediaType: 'application/json; charset=utf-8',
            content: writeDuetideJson(data, instantOf(clock.now())),
          }
        : {
            name: `duetide-subscriptions-${day}.csv`,
            mediaType: 'text/csv; charset=utf-8',
            content: writeDuetideCsv(data, day),
          };
    },
  };
}
