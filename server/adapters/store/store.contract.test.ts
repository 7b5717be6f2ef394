import { describe, expect, it, onTestFinished } from 'vitest';
import { STORE_CONTRACTS } from '#tests/support/store-contracts.ts';
import { openTestStore, requestedStores } from '#tests/support/stores.ts';

describe.each(requestedStores())('store on %s', (kind) => {
  describe.each(STORE_CONTRACTS)('$name', ({ cases }) => {
    it.each(cases)('$name', async ({ run }) => {
      const store = await openTestStore(kind);
      onTestFinished(() => store.close());
      await run(store);
    });
  });
});

describe('the choice of engines', () => {
  it('takes one or several, and SQLite where nothing is asked for', () => {
    expect(requestedStores('sqlite')).toEqual(['sqlite']);
    expect(requestedStores(' sqlite , sqlite')).toEqual(['sqlite', 'sqlite']);
    expect(requestedStores(undefined)).toContain('sqlite');
  });

  it.each(['oracle', '', 'sqlite,', 'SQLITE', 'toString'])('fails on %j', (names) => {
    expect(() => requestedStores(names)).toThrow(/known are sqlite/);
  });
});
