import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alert, type AlertReading, LONGEST_GAP_MS, stepAlert } from './alert-state.ts';

const TICK = 10_000;
const start = Date.parse('2026-11-21T12:00:00Z');

function read(isBad: boolean): AlertReading {
  return { subject: '', isBad, value: isBad ? 2 : 0, note: null };
}

function run(
  looks: readonly boolean[],
  rule: { for: number; keepFiringFor: number },
  tick = TICK,
): { phases: string[]; changes: [number, string][]; last: Alert | null } {
  let alert: Alert | null = null;
  const phases: string[] = [];
  const changes: [number, string][] = [];
  for (const [at, isBad] of looks.entries()) {
    const step = stepAlert(
      alert,
      read(isBad),
      { id: 'rate-limited', ...rule },
      { now: start + at * tick, newId: () => `alert-${at}` },
    );
    alert = step.alert;
    phases.push(alert?.phase ?? 'inactive');
    if (step.change) changes.push([at, step.change]);
  }
  return { phases, changes, last: alert };
}

/** The same rules, written as questions about the whole past instead of as steps. */
function reference(looks: readonly boolean[], forTicks: number, keepTicks: number): string[] {
  let isFiring = false;
  return looks.map((isBad, at) => {
    const run = (value: boolean) => {
      const before = looks.slice(0, at + 1).lastIndexOf(!value);
      return at - before - 1;
    };
    if (isBad && run(true) >= forTicks) isFiring = true;
    if (!isBad && run(false) >= keepTicks) isFiring = false;
    if (isFiring) return 'firing';
    return isBad ? 'pending' : 'inactive';
  });
}

describe('the states of an alert', () => {
  it('are those of a reference that looks at the whole past', () => {
    const ticks = fc.integer({ min: 0, max: 6 });
    const looks = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(looks, ticks, ticks, (past, forTicks, keepTicks) => {
        const rule = { for: (forTicks * TICK) / 1_000, keepFiringFor: (keepTicks * TICK) / 1_000 };
        expect(run(past, rule).phases).toEqual(reference(past, forTicks, keepTicks));
      }),
      { numRuns: 2_000 },
    );
  });

  it('alternate between fired and resolved, and end as they began where all is good', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 80 }), (past) => {
        const quiet = Array.from({ length: 31 }, () => false);
        const { changes, last } = run([...past, ...quiet], { for: 20, keepFiringFor: 300 });
        expect(changes.map(([, change]) => change)).toEqual(
          changes.map((_, at) => (at % 2 === 0 ? 'fired' : 'resolved')),
        );
        expect(changes.length % 2).toBe(0);
        expect(last).toBeNull();
      }),
    );
  });

  it('are one alert for a fault that goes on and off thirty times in ten minutes', () => {
    const looks = Array.from({ length: 60 }, (_, at) => at % 2 === 0);
    const after = Array.from({ length: 60 }, () => false);
    const { changes } = run([...looks, ...after], { for: 0, keepFiringFor: 300 });
    expect(changes).toEqual([
      [0, 'fired'],
      [89, 'resolved'],
    ]);
  });

  it('keep the first moment, the newest value and the id', () => {
    const { last } = run([true, true, true], { for: 10, keepFiringFor: 300 });
    expect(last).toMatchObject({
      id: 'alert-0',
      since: start,
      firedAt: start + TICK,
      badAt: start + 2 * TICK,
      value: 2,
    });
  });

  it('wait anew where nobody looked for a while', () => {
    const gap = LONGEST_GAP_MS + 1;
    expect(run([true, true, true], { for: 65, keepFiringFor: 300 }, gap).phases).toEqual(
      Array.from({ length: 3 }, () => 'pending'),
    );
    expect(run([true, true], { for: 60, keepFiringFor: 300 }, LONGEST_GAP_MS).phases).toEqual([
      'pending',
      'firing',
    ]);
  });
});
