import { expect, it, onTestFinished } from 'vitest';
import { createHistoryRig, DURATION } from '#tests/support/history-rig.ts';

const BEGIN = '2026-11-20T12:00:00.000Z';
const AT = Date.parse(BEGIN);
const NODES = 8;

/** The same numbers at every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Durations of a node: most are answered fast by some, and slowly by the few that get little. */
function durationsOf(node: number): number[] {
  const random = createRandom(node + 1);
  const count = node === 0 ? 20_000 : 400 * node;
  const median = 0.004 * 2.2 ** node;
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, () => median * Math.exp(0.8 * normal()));
}

function exact(values: readonly number[], quantile: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(quantile * (sorted.length - 1))] as number;
}

const errorOf = (told: number, truth: number) => Math.abs(told / truth - 1);

it('p95 and p99 of eight unlike nodes are true within 1 %, at every level', async () => {
  const { instance, time, reader, store, compaction, close } = await createHistoryRig(BEGIN);
  onTestFinished(close);
  const nodes = Array.from({ length: NODES }, (_, node) => durationsOf(node));
  for (const [node, durations] of nodes.entries()) {
    const own = instance(`node-${node}`);
    own.answer(durations);
    await own.recorder.record();
  }
  const all = nodes.flat();
  const told = (quantile: number, route = {}) =>
    reader.quantile(DURATION, route, quantile, AT - 10_000, AT);

  for (const quantile of [0.5, 0.95, 0.99]) {
    expect(errorOf((await told(quantile)) ?? 0, exact(all, quantile))).toBeLessThanOrEqual(0.01);
    expect(await told(quantile, { route: '/a' })).toBe(await told(quantile));
  }

  // What they come to otherwise.
  const averaged = (quantile: number) =>
    nodes.reduce((sum, each) => sum + exact(each, quantile), 0) / NODES;
  expect(errorOf(averaged(0.95), exact(all, 0.95))).toBeGreaterThan(0.2);
  const largest = Math.max(...nodes.map((each) => exact(each, 0.99)));
  expect(errorOf(largest, exact(all, 0.99))).toBeGreaterThan(0.5);

  // Merged into minutes, hours and days the bins stay what they are.
  const before = [await told(0.95), await told(0.99)];
  await time.pass(49 * 3_600_000);
  await compaction.run();
  expect(await store.history.findNewest('10s', 'summary')).toBeNull();
  expect([await told(0.95), await told(0.99)]).toEqual(before);
  const later = (quantile: number) =>
    reader.quantile(DURATION, {}, quantile, AT - 24 * 3_600_000, AT + 24 * 3_600_000);
  expect([await later(0.95), await later(0.99)]).toEqual(before);
});
