import { describe, expect, it } from 'vitest';
import { createSetValues } from '#tests/support/set-values.ts';
import { createEpochs, type EpochsOptions } from './epochs.ts';

let names = 0;
const newEpoch = () => {
  names += 1;
  return `e${names}`;
};

function open(values = createSetValues(), options: Partial<EpochsOptions> = {}) {
  return createEpochs({ values, newEpoch, owedEvery: 5, ...options });
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < 5_000; ) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('It never came to be');
}

describe('epochs', () => {
  it('stay until they are renewed, for every process alike', async () => {
    const values = createSetValues();
    const [one, other] = [open(values), open(values)];
    const first = await one.current('a');
    expect(first).toEqual(expect.any(String));
    expect(await other.current('a')).toBe(first);
    expect(await other.current('b')).not.toBe(first);
    await other.renew(['a']);
    expect(await one.current('a')).not.toBe(first);
  });

  it('are all renewed at once, or it is said that they are not', async () => {
    const values = createSetValues();
    const [one, other] = [open(values), open(values)];
    const before = await Promise.all(['a', 'b'].map(other.current));
    await one.renewEverything();
    const after = await Promise.all(['a', 'b'].map(other.current));
    expect(after.filter((epoch) => before.includes(epoch))).toEqual([]);
    values.isAway = true;
    await expect(one.renewEverything()).rejects.toThrow();
  });

  it('are the same for all who ask for a new subject at once', async () => {
    const values = createSetValues();
    const nodes = Array.from({ length: 5 }, () => open(values));
    const found = await Promise.all(nodes.map((node) => node.current('a')));
    expect(new Set(found).size).toBe(1);
  });

  it('are asked for together', async () => {
    const values = createSetValues();
    const epochs = open(values);
    await Promise.all(['a', 'b'].map(epochs.current));
    values.calls = 0;
    const found = await Promise.all(
      Array.from({ length: 100 }, (_, at) => epochs.current(at % 2 === 0 ? 'a' : 'b')),
    );
    expect(values.calls).toBe(1);
    expect(new Set(found).size).toBe(2);
  });

  it('are never the ones from before what keeps them lost its memory', async () => {
    const values = createSetValues();
    const epochs = open(values);
    const before = await epochs.current('a');
    values.forget();
    expect(await epochs.current('a')).not.toBe(before);
  });

  it('end after a quarter of an hour, in case somebody died owing a renewal', async () => {
    const values = createSetValues();
    const epochs = open(values);
    const [everything, own] = (await epochs.current('a'))?.split('.') ?? [];
    values.pass(14 * 60_000);
    expect(await epochs.current('a')).toBe(`${everything}.${own}`);
    values.pass(60_000);
    const [stillEverything, next] = (await epochs.current('a'))?.split('.') ?? [];
    expect(stillEverything).toBe(everything);
    expect(next).not.toBe(own);
  });

  it('nobody knows while what keeps them is away', async () => {
    const values = createSetValues();
    const epochs = open(values);
    values.isAway = true;
    expect(await epochs.current('a')).toBeNull();
  });

  it('row 14: are renewed after an outage if they were meanwhile, though nobody asks', async () => {
    const values = createSetValues();
    const [one, other] = [open(values), open(values)];
    const before = await one.current('a');
    const untouched = await one.current('b');
    values.isAway = true;
    await one.renew(['a']);
    values.isAway = false;
    await eventually(async () => (await other.current('a')) !== before);
    expect(await other.current('b')).toBe(untouched);
    one.close();
  });

  it('are not told to whoever owes a renewal', async () => {
    const values = createSetValues();
    const epochs = open(values, { owedEvery: 1_000_000 });
    const before = await epochs.current('a');
    values.isAway = true;
    await epochs.renew(['a']);
    values.isReadOnly = true;
    values.isAway = false;
    expect(await epochs.current('a')).toBeNull();
    values.isReadOnly = false;
    expect(await epochs.current('a')).not.toBe(before);
    epochs.close();
  });

  it('are all renewed where too many are owed to remember which', async () => {
    const values = createSetValues();
    const [one, other] = [open(values, { maxOwed: 10 }), open(values)];
    const before = await Promise.all(['3', 'untouched'].map(other.current));
    values.isAway = true;
    for (let at = 0; at < 11; at += 1) await one.renew([String(at)]);
    values.isAway = false;
    await eventually(async () => (await other.current('untouched')) !== before[1]);
    expect(await other.current('3')).not.toBe(before[0]);
    one.close();
  });
});
