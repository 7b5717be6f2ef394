import { expect, it } from 'vitest';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import { byPressure } from './by-pressure.ts';

const budget = (name: string, limit: string, total: string) =>
  ({
    name,
    limit: { amount: limit, currency: 'EUR' },
    current: { total: { amount: total, currency: 'EUR' } },
  }) as BudgetView;

it('puts first what is exceeded most, whatever its size', () => {
  const budgets = [
    budget('calm', '100.00', '0.00'),
    budget('large', '1000.00', '900.00'),
    budget('over', '10.00', '20.00'),
    budget('as calm', '5.00', '0.00'),
  ];
  expect(byPressure(budgets).map(({ name }) => name)).toEqual(['over', 'large', 'calm', 'as calm']);
});
