import { expect, it } from 'vitest';
import { barShares } from './bar-shares.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const sharesOf = (limit: string, total: string, charged: string) =>
  barShares({ limit: euros(limit), total: euros(total), charged: euros(charged) });

it('measures by the limit, as long as that is enough', () => {
  expect(sharesOf('50.00', '40.00', '10.00')).toEqual({ charged: 0.2, total: 0.8, limit: 1 });
  expect(sharesOf('50.00', '0.00', '0.00')).toEqual({ charged: 0, total: 0, limit: 1 });
});

it('measures by the total where it is more', () => {
  expect(sharesOf('50.00', '200.00', '100.00')).toEqual({ charged: 0.5, total: 1, limit: 0.25 });
});
