import { expect, test } from 'vitest';
import { decodeContent, encodeContent, type ImportContent } from './import-plan.ts';

test('what a version without budgets has stored has none', () => {
  const plan = { format: 'duetide-json', rows: [] };
  const stored = { plan, decision: { rates: [] }, result: { rates: 0 } };
  expect(decodeContent(JSON.stringify(stored))).toEqual({
    plan: { ...plan, budgets: [] },
    decision: { rates: [], budgetIds: [] },
    result: { rates: 0, budgets: 0 },
  });
  const undecided = { plan: { ...plan, budgets: [] }, decision: null, result: null };
  expect(decodeContent(encodeContent(undecided as unknown as ImportContent))).toEqual(undecided);
});
