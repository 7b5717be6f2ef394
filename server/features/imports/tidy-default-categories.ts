import { type Category, DEFAULT_CATEGORIES } from '#shared/subscriptions/category.ts';
import type { ImportTarget } from './import-deps.ts';
import type { ImportDecision, ImportPlan } from './import-plan.ts';

const DEFAULTS = new Set(DEFAULT_CATEGORIES.map(({ name, color }) => `${color} ${name}`));

/**
 * Makes the categories of a household that nobody has used those of the file: defaults that nobody
 * has touched take the file's spelling and colour, or go to the trash if the file has them not.
 */
export async function tidyDefaultCategories(
  categories: ImportTarget['categories'],
  householdId: string,
  plan: ImportPlan,
  decision: ImportDecision,
): Promise<void> {
  const wanted = new Map(plan.categories.map((each) => [decision.categoryIds[each.key], each]));
  for (const category of await categories.list(householdId)) {
    if (!isUntouchedDefault(category)) continue;
    const model = wanted.get(category.id);
    const changed: Category = model
      ? { ...category, name: model.name, color: model.color ?? category.color }
      : { ...category, deletedAt: decision.begunAt };
    if (model && changed.name === category.name && changed.color === category.color) continue;
    const updatedAt = decision.begunAt;
    await categories.replace(householdId, { ...changed, updatedAt }, category.version);
  }
}

function isUntouchedDefault({ version, color, name }: Category): boolean {
  return version === 1 && DEFAULTS.has(`${color} ${name}`);
}
