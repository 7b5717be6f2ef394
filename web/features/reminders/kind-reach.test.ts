import { describe, expect, it } from 'vitest';
import { kindsFor, type ReachedSubscription } from './kind-reach.ts';

const TODAY = '2026-03-10';
const PLAIN: ReachedSubscription = {
  nextDueOn: '2026-03-20',
  cancelBy: null,
  trialEndsOn: null,
  minimumTermEndsOn: null,
  autoRenews: true,
  cancelledOn: null,
  prices: [{ from: '2026-01-20', amount: '10.00', currency: 'EUR' }],
};

describe('the kinds that a subscription is offered', () => {
  it.each<[string, Partial<ReachedSubscription>, string[]]>([
    ['only charges', {}, ['charge', 'unpaid']],
    ['nothing, once nothing is charged any more', { nextDueOn: null }, []],
    ['a deadline, where there is one', { cancelBy: TODAY }, ['charge', 'cancel-by', 'unpaid']],
    ['a trial on its last day', { trialEndsOn: TODAY }, ['charge', 'trial-end', 'unpaid']],
    ['no trial that is over', { trialEndsOn: '2026-03-09' }, ['charge', 'unpaid']],
    [
      'no trial that is cancelled',
      { trialEndsOn: TODAY, cancelledOn: TODAY },
      ['charge', 'unpaid'],
    ],
    ['a term on its last day', { minimumTermEndsOn: TODAY }, ['charge', 'term-end', 'unpaid']],
    ['no term that is over', { minimumTermEndsOn: '2026-03-09' }, ['charge', 'unpaid']],
    [
      'no term that ends by itself',
      { minimumTermEndsOn: TODAY, autoRenews: false },
      ['charge', 'unpaid'],
    ],
    [
      'a price that is announced',
      { prices: [...PLAIN.prices, { from: '2026-03-11', amount: '12.00', currency: 'EUR' }] },
      ['charge', 'price-change', 'unpaid'],
    ],
    [
      'no new price where the first one is still to come',
      { prices: [{ from: '2026-03-11', amount: '12.00', currency: 'EUR' }] },
      ['charge', 'unpaid'],
    ],
  ])('has %s', (_name, changes, kinds) => {
    expect(kindsFor({ ...PLAIN, ...changes }, TODAY, {})).toEqual(kinds);
  });

  it('has whatever has a rule for it, so that it can be taken back', () => {
    const rules = { 'trial-end': { isOn: true, days: [1] } };
    expect(kindsFor(PLAIN, TODAY, rules)).toEqual(['charge', 'trial-end', 'unpaid']);
  });
});
