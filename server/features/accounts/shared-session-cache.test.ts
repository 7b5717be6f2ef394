import { beforeEach, describe, expect, it } from 'vitest';
import { createEpochs } from '#server/shared-state/epochs.ts';
import { createSetValues, type SetValues } from '#tests/support/set-values.ts';
import type { KnownSession, SessionCache } from './session-cache.ts';
import { createSharedSessionCache } from './shared-session-cache.ts';

let names = 0;
const newEpoch = () => {
  names += 1;
  return String(names);
};
const trusted = () => true;

describe('session checks of several processes', () => {
  let values: SetValues;
  let here: SessionCache;
  let there: SessionCache;
  let stored: KnownSession | null;
  let loads: number;
  const load = async () => {
    loads += 1;
    return stored;
  };

  beforeEach(() => {
    values = createSetValues();
    const open = () => createSharedSessionCache(10, createEpochs({ values, newEpoch }));
    [here, there] = [open(), open()];
    stored = { member: { householdId: 'home' } } as KnownSession;
    loads = 0;
  });

  it('are found again without the store while they are trusted', async () => {
    await here.fill('a', load, trusted);
    loads = 0;
    expect(await here.fill('a', load, trusted)).toBe(stored);
    expect(loads).toBe(0);
    await here.fill('a', load, () => false);
    expect(loads).toBe(1);
  });

  it('need one question to what is shared', async () => {
    await here.fill('a', load, trusted);
    values.calls = 0;
    await here.fill('a', load, trusted);
    expect(values.calls).toBe(1);
  });

  it.each([
    ['the session was ended', (cache: SessionCache) => cache.drop(['a'])],
    ['the household changed', (cache: SessionCache) => cache.dropHousehold('home')],
  ])('notice at once that %s in another process', async (_what, change) => {
    await here.fill('a', load, trusted);
    await there.fill('a', load, trusted);
    stored = null;
    await change(there);
    expect(await here.fill('a', load, trusted)).toBeNull();
    expect(here.lastKnown('a')).toBeUndefined();
  });

  it('leave those of other households and other sessions where they are', async () => {
    await here.fill('a', load, trusted);
    await there.drop(['b']);
    await there.dropHousehold('next door');
    loads = 0;
    await here.fill('a', load, trusted);
    expect(loads).toBe(0);
  });

  it.each([
    ['ended', (cache: SessionCache) => cache.drop(['a'])],
    ['changed', (cache: SessionCache) => cache.dropHousehold('home')],
  ])('do not keep what was %s elsewhere while it was loaded', async (_how, change) => {
    let isFirst = true;
    await here.fill(
      'a',
      async () => {
        const seen = stored;
        if (!isFirst) return seen;
        isFirst = false;
        stored = null;
        await change(there);
        return seen;
      },
      trusted,
    );
    expect(await here.fill('a', load, trusted)).toBeNull();
  });

  it('ask the store each time while nobody can tell, and remember what it said last', async () => {
    await here.fill('a', load, trusted);
    values.isAway = true;
    loads = 0;
    expect(await here.fill('a', load, trusted)).toBe(stored);
    expect(loads).toBe(1);
    expect(here.lastKnown('a')).toBe(stored);
  });
});
