import type { ImportFormat } from '#shared/imports/import-formats.ts';
import type { Note } from '#shared/imports/import-notes.ts';
import type {
  Fault,
  ImportedBudget,
  ImportedCategory,
  ImportedHousehold,
  ImportedPaymentMethod,
} from '#shared/imports/import-source.ts';
import type {
  ImportedPayment,
  ImportedSubscription,
} from '#shared/imports/imported-subscription.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { ImportQuestion, ImportResult } from '#shared/schemas/import-schemas.ts';

/** A category or payment method of the file. `id` is the one it gets if it has to be made. */
export interface PlannedLabel {
  key: string;
  id: string;
}
export type PlannedCategory = PlannedLabel & ImportedCategory;
export type PlannedPaymentMethod = PlannedLabel & ImportedPaymentMethod;

export type PlannedBudget = ImportedBudget & { id: string };

export interface PlannedRow {
  row: number;
  /** The id that its subscription gets. */
  id: string;
  name: string;
  state: 'ready' | 'duplicate' | 'faulty';
  subscription: ImportedSubscription | null;
  categoryKey: string | null;
  paymentMethodKey: string | null;
  payments: ImportedPayment[];
  createdAt: string | null;
  questionId: string | null;
  duplicateOf: string | null;
  duplicateOfRow: number | null;
  notes: Note[];
  faults: Fault[];
}

/** What the preview found, with all ids fixed, so that storing it may be repeated. */
export interface ImportPlan {
  format: ImportFormat;
  household: (ImportedHousehold & { isSuggested: boolean }) | null;
  categories: PlannedCategory[];
  paymentMethods: PlannedPaymentMethod[];
  budgets: PlannedBudget[];
  rates: Rate[];
  notes: Note[];
  questions: ImportQuestion[];
  rows: PlannedRow[];
}

/** What the person decided, kept before the first row is stored. */
export interface ImportDecision {
  answers: Record<string, string>;
  includeDuplicates: number[];
  adoptHousehold: boolean;
  /** The household had no subscription: default categories that the file lacks make way. */
  isFresh: boolean;
  /** Ids by key: of what the household had by that name, else the planned ones. */
  categoryIds: Record<string, string>;
  paymentMethodIds: Record<string, string>;
  /** The ids of those that the household had not, and has room for. */
  budgetIds: string[];
  /** Those that the household had not. */
  rates: Rate[];
  begunAt: string;
}

/** The content of a stored import. */
export interface ImportContent {
  plan: ImportPlan;
  decision: ImportDecision | null;
  result: ImportResult | null;
}

export function encodeContent(content: ImportContent): string {
  return JSON.stringify(content);
}

export function decodeContent(content: string): ImportContent {
  const { plan, decision, result } = JSON.parse(content) as ImportContent;
  // What a version without budgets has stored, during a deployment, knows none.
  return {
    plan: { ...plan, budgets: plan.budgets ?? [] },
    decision: decision && { ...decision, budgetIds: decision.budgetIds ?? [] },
    result: result && { ...result, budgets: result.budgets ?? 0 },
  };
}
